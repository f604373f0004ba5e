// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.protocol.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operations on instances. */
final class InstanceOperations {
    /** PromoteReadReplica's default, by the service model. */
    private static final int DEFAULT_BACKUP_RETENTION_DAYS = 1;

    private static final int LONGEST_BACKUP_RETENTION_DAYS = 35;

    private final Instances instances;
    private final Workflows workflows;

    InstanceOperations(Instances instances, Workflows workflows) {
        this.instances = instances;
        this.workflows = workflows;
    }

    Result describe(String region, QueryParameters parameters) {
        parameters.only("DBInstanceIdentifier", "Filters", "MaxRecords", "Marker");
        Optional<String> one = parameters.text("DBInstanceIdentifier").filter(id -> !id.isEmpty());
        List<DbInstance> found =
                one.map(id -> List.of(instances.get(region, id))).orElseGet(() -> instances.in(region));
        for (QueryParameters filter : parameters.structures("Filters.Filter")) {
            List<String> values = filter.texts("Values.Value");
            found = switch (filter.required("Name")) {
                case "db-instance-id" ->
                    found.stream()
                            .filter(each ->
                                    values.contains(each.description().identifier()) || values.contains(each.arn()))
                            .toList();
                case "engine" ->
                    found.stream()
                            .filter(each ->
                                    values.contains(each.description().kind().engine()))
                            .toList();
                default -> throw RdsErrors.invalidValue("Unrecognized filter name: " + filter.required("Name"));
            };
        }
        Page<DbInstance> page = Page.of(found, parameters);
        return xml -> xml.text("Marker", page.next())
                .list(
                        "DBInstances",
                        "DBInstance",
                        page.items(),
                        (item, instance) -> InstanceXml.write(item, instance.view()));
    }

    Result promote(String region, QueryParameters parameters) {
        parameters.only("DBInstanceIdentifier", "BackupRetentionPeriod");
        DbInstance instance = instances.get(region, parameters.required("DBInstanceIdentifier"));
        int days = backupRetention(parameters).orElse(DEFAULT_BACKUP_RETENTION_DAYS);
        workflows.promote(instance, days);
        return one(instance);
    }

    Result reboot(String region, QueryParameters parameters) {
        parameters.only("DBInstanceIdentifier", "ForceFailover");
        DbInstance instance = instances.get(region, parameters.required("DBInstanceIdentifier"));
        if (!parameters.flag("ForceFailover").orElse(false)) {
            workflows.reboot(instance);
        } else if (instance.view().multiAz()) {
            workflows.failOver(instance, "rebooting");
        } else {
            throw RdsErrors.invalidCombination(
                    "ForceFailover can be specified only for instances configured for Multi-AZ.");
        }
        return one(instance);
    }

    Result modify(String region, QueryParameters parameters) {
        parameters.only(
                "DBInstanceIdentifier", "VpcSecurityGroupIds", "BackupRetentionPeriod", "MultiAZ", "ApplyImmediately");
        DbInstance instance = instances.get(region, parameters.required("DBInstanceIdentifier"));
        List<String> groups = parameters.texts("VpcSecurityGroupIds.VpcSecurityGroupId");
        Optional<Integer> days = backupRetention(parameters);
        Optional<Boolean> multiAz = parameters.flag("MultiAZ");
        instance.refuseUnlessUsable();
        if (parameters.flag("ApplyImmediately").orElse(false)) {
            List<Runnable> changes = new ArrayList<>();
            days.ifPresent(value -> changes.add(() -> instance.backupRetention(value)));
            multiAz.ifPresent(value -> changes.add(() -> instance.multiAz(value)));
            if (!changes.isEmpty()) {
                workflows.modify(instance, () -> changes.forEach(Runnable::run));
            }
        } else {
            days.ifPresent(value -> instance.pending("BackupRetentionPeriod", value.toString()));
            multiAz.ifPresent(value -> instance.pending("MultiAZ", value.toString()));
        }
        if (!groups.isEmpty()) {
            // RDS applies security groups as soon as it can, whatever ApplyImmediately says.
            instance.replaceSecurityGroups(groups);
            workflows.settleSecurityGroups(instance);
        }
        return one(instance);
    }

    private static Optional<Integer> backupRetention(QueryParameters parameters) {
        Optional<Integer> days = parameters.integer("BackupRetentionPeriod");
        days.filter(value -> value < 0 || value > LONGEST_BACKUP_RETENTION_DAYS).ifPresent(value -> {
            throw RdsErrors.invalidValue("Invalid backup retention period: " + value
                    + ". Retention period must be between 0 and " + LONGEST_BACKUP_RETENTION_DAYS);
        });
        return days;
    }

    private static Result one(DbInstance instance) {
        InstanceView view = instance.view();
        return xml -> xml.element("DBInstance", inside -> InstanceXml.write(inside, view));
    }
}
