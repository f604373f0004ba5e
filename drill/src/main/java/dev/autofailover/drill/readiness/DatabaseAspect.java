// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.decision.SiteObservation;
import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.orchestrator.rds.RdsReadReplica;
import dev.autofailover.plan.DatabaseKind;
import dev.autofailover.plan.Site;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** One site's database, as RDS describes it, with the orchestrator's own judgement of what that means. */
final class DatabaseAspect implements Aspect {
    private final OperatorAws aws;
    private final Function<ServiceFacts, Site> which;

    /** The database of that site, such as the active one. */
    DatabaseAspect(OperatorAws aws, Function<ServiceFacts, Site> which) {
        this.aws = aws;
        this.which = which;
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        Site site = which.apply(facts);
        String name = "database " + site.name();
        return switch (facts.plan().database().kind()) {
            case DatabaseKind.RdsReadReplica _ -> instance(name, facts, site);
            case DatabaseKind.AuroraGlobal(String globalCluster) ->
                List.of(new ClusterAspect(aws, globalCluster).look(name, facts, site));
        };
    }

    private List<Check> instance(String name, ServiceFacts facts, Site site) {
        try {
            DBInstance found = aws.ask(
                    "rds:DescribeDBInstances",
                    site.region(),
                    () -> aws.client(RdsClient.builder(), site.region())
                            .describeDBInstances(ask -> ask.dbInstanceIdentifier(site.database()))
                            .dbInstances()
                            .getFirst());
            return List.of(judged(name, facts, site, found));
        } catch (AwsTrouble trouble) {
            return List.of(
                    trouble.code().startsWith("DBInstanceNotFound")
                            ? Check.notOk(
                                    name,
                                    "there is no " + site.database() + " in " + site.region(),
                                    "create it, or correct sites." + site.name() + ".database of the plan")
                            : Check.of(name, trouble));
        }
    }

    private static Check judged(String name, ServiceFacts facts, Site site, DBInstance found) {
        SiteObservation meaning = RdsReadReplica.meaning(facts.plan(), site, found, List.of());
        String what = site.database() + " in " + site.region() + ": " + meaning.status();
        if (found.endpoint() != null && !site.endpoint().equals(found.endpoint().address())) {
            return Check.notOk(
                    name,
                    what + ", but it answers as " + found.endpoint().address(),
                    "correct sites." + site.name() + ".endpoint of the plan: traffic would be led to "
                            + site.endpoint());
        }
        return site.equals(facts.active()) ? active(name, what, facts, meaning) : standby(name, what, meaning, found);
    }

    static Check active(String name, String what, ServiceFacts facts, SiteObservation meaning) {
        if (meaning.fenced()) {
            return Check.notOk(
                    name,
                    what + ", behind its isolating security group: clients can't write",
                    "find out who fenced it and why, then give it back its own security groups");
        }
        if (meaning.role() != Role.WRITER) {
            return Check.notOk(
                    name,
                    what + ", but a replica, and the record says that it is active",
                    "the service was moved by other hands: send adopt when that move is finished");
        }
        return RdsReadReplica.serves(meaning.status())
                ? Check.ok(name, what + ", the writer")
                : Check.notOk(
                        name,
                        what,
                        "repair it, or fail over to " + facts.standby().name());
    }

    private static Check standby(String name, String what, SiteObservation meaning, DBInstance found) {
        if (meaning.notPromotable().isPresent()) {
            return Check.notOk(
                    name,
                    what + ", not promotable: " + meaning.notPromotable().get(),
                    meaning.role() == Role.REPLICA
                            ? "wait for it, or repair it: until then no failover is possible"
                            : "rebuild it as a replica of the active database (docs/runbook.md, \"After a failover\")");
        }
        if (meaning.replicationFault().isPresent()) {
            return Check.notOk(
                    name,
                    what + ", its replication is " + meaning.replicationFault().get(),
                    "repair the replication: a failover would lose what the standby does not have");
        }
        Integer days = found.backupRetentionPeriod();
        // A promotion asks for at least a day of backups; the first one then takes its time (RDS guide, USER_ReadRepl).
        String backups =
                days == null || days == 0 ? ", its first backup follows the promotion" : ", backups " + days + " days";
        return Check.ok(name, what + ", a replica, promotable" + backups);
    }
}
