// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.plan.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The calls that concern DB instances. */
final class Instances implements Fenceable {
    private final RdsCalls rds;

    Instances(RdsCalls rds) {
        this.rds = rds;
    }

    /** What RDS says of the site's database, with the calls that a dry run takes for made. */
    @Override
    public Described<Instance> describe(Site site, Effects effects) {
        return rds.look(
                "DescribeDBInstances",
                site.region(),
                "database " + site.database(),
                client -> Instance.of(
                                site,
                                client.describeDBInstances(ask -> ask.dbInstanceIdentifier(site.database()))
                                        .dbInstances()
                                        .getFirst())
                        .assuming(effects.assumed()));
    }

    @Override
    public Change isolate(Site site, Set<String> groups, Effects effects) {
        return rds.change(
                effects,
                call("ModifyDBInstance", site, Map.of(Instance.GROUPS, String.join(" ", groups))),
                client -> client.modifyDBInstance(modify -> modify.dbInstanceIdentifier(site.database())
                                .vpcSecurityGroupIds(groups)
                                .applyImmediately(true))
                        .dbInstance()
                        .dbInstanceStatus());
    }

    @Override
    public Change reboot(Site site, Effects effects) {
        return rds.change(
                effects,
                call("RebootDBInstance", site, Map.of()),
                client -> client.rebootDBInstance(reboot -> reboot.dbInstanceIdentifier(site.database()))
                        .dbInstance()
                        .dbInstanceStatus());
    }

    Change promote(Site site, int backupRetentionDays, Effects effects) {
        return rds.change(
                effects,
                call(
                        "PromoteReadReplica",
                        site,
                        Map.of("BackupRetentionPeriod", Integer.toString(backupRetentionDays))),
                client -> client.promoteReadReplica(promote -> promote.dbInstanceIdentifier(site.database())
                                .backupRetentionPeriod(backupRetentionDays))
                        .dbInstance()
                        .dbInstanceStatus());
    }

    private static PlannedCall call(String operation, Site site, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put(Instance.IDENTIFIER, site.database());
        return PlannedCall.of("rds", operation, site.region(), parameters);
    }
}
