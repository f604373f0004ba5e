// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import dev.autofailover.message.InWords;
import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.plan.Observer.Alarm;
import dev.autofailover.plan.Observer.DynamoDbCanary;
import dev.autofailover.plan.Observer.Probe;
import dev.autofailover.plan.Observer.RdsEvents;
import dev.autofailover.plan.TrafficSwitch.Route53Record;
import dev.autofailover.run.RunTable;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a plan means, in words, for the operator who is about to put it in force.
 *
 * @param speaks who may speak about which site
 * @param agrees what must agree before anything is done
 * @param does what a failover then does, in order
 * @param risks what could go wrong, the plan's own weaknesses first
 */
public record PlanSummary(
        String title, List<String> speaks, List<String> agrees, List<String> does, List<String> risks) {

    /** Of a plan that is valid. */
    public static PlanSummary of(Plan plan) {
        Site preferred = plan.site(plan.prefers());
        Site other = plan.other(plan.prefers());
        String title = plan.service() + ": lives in " + where(preferred) + ", moves to " + where(other)
                + ", decided in " + plan.control();
        return new PlanSummary(title, speaks(plan), agrees(plan), does(plan), PlanRisks.of(plan));
    }

    /** As lines of text, without a line break at the end. */
    public String text() {
        return title + "\n\nWho may speak\n" + list(speaks) + "\n\nWhat must agree\n" + list(agrees)
                + "\n\nWhat a failover does, in order\n" + numbered(does) + "\n\nWhat could go wrong\n" + list(risks);
    }

    static String where(Site site) {
        return site.name() + " (" + site.region() + ")";
    }

    /** A duration as a plan's reader says it: {@code 5 s} rather than {@code 5.0 s}. */
    static String words(Duration duration) {
        return InWords.of(duration).replace(".0 s", " s");
    }

    private static String list(List<String> lines) {
        return lines.stream().map(line -> "  - " + line).collect(Collectors.joining("\n"));
    }

    private static String numbered(List<String> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> "  " + (i + 1) + ". " + lines.get(i))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> speaks(Plan plan) {
        return plan.observers().list().stream()
                .map(observer -> observer.name() + ": " + says(observer) + ", about "
                        + plan.sites().stream()
                                .filter(observer::speaksAbout)
                                .map(Site::name)
                                .collect(Collectors.joining(" and ")))
                .toList();
    }

    private static String says(Observer observer) {
        return switch (observer) {
            case Probe probe ->
                "SQL from " + probe.from() + " every " + words(probe.every()) + ", DOWN after " + probe.tries()
                        + " tries";
            case Alarm alarm -> "the CloudWatch alarm " + alarm.arn();
            case RdsEvents events -> "what RDS tells of its instances";
            case DynamoDbCanary canary ->
                "a read and a write of the table " + canary.table() + " from " + canary.from() + " every "
                        + words(canary.every()) + ", SUSPECT over " + words(canary.slow()) + ", DOWN after "
                        + canary.tries() + " tries";
        };
    }

    private static List<String> agrees(Plan plan) {
        Policy policy = plan.policy();
        var agrees = new ArrayList<String>();
        agrees.add("at least " + plan.observers().quorum()
                + " of them must say DOWN, and more than half of those that spoke in the" + " last "
                + words(plan.observers().fresh()));
        agrees.add("while AWS repairs by itself inside the Region, it is given " + words(policy.awsRepairGrace()));
        agrees.add(
                switch (policy.mode()) {
                    case AUTOMATIC ->
                        "then a failover starts by itself, if at most " + words(policy.maxLag()) + " would be lost";
                    case APPROVAL -> "then a human is asked, and nothing moves without a yes";
                    case NOTIFY -> "then people are told, and nothing more: a failover starts by command only";
                });
        agrees.add("how much would be lost counts as unknown when its last measurement is older than "
                + words(policy.lagFresh()) + " at the start of the outage; then "
                + (policy.unknownLag() == Policy.UnknownLag.BLOCK ? "a human is asked" : "the failover goes on"));
        agrees.add("after a run no automatic one starts for " + words(policy.coolDown())
                + ", nor before a human has acknowledged it");
        return List.copyOf(agrees);
    }

    private static List<String> does(Plan plan) {
        return RunTable.rows().stream()
                .filter(row -> row.kind() != StepKind.CATCH_UP && row.kind() != StepKind.RELEASE)
                .map(row -> row.kind().words() + ": " + detail(row, plan) + limit(row.kind(), plan))
                .toList();
    }

    private static String limit(StepKind step, Plan plan) {
        return step == StepKind.SETTLE ? "" : " (within " + words(plan.policy().limit(step)) + ")";
    }

    private static String detail(RunTable.Row row, Plan plan) {
        return switch (row.kind()) {
            case FENCE ->
                "the old writer's security groups are replaced by its isolation group and its sessions are cut"
                        + (plan.database().kind() instanceof DatabaseKind.AuroraGlobal
                                ? " (a switchover leaves that to Aurora)"
                                : "")
                        + "; if its Region does not answer, "
                        + (plan.database().whenUnreachable() == WhenUnreachable.PROCEED
                                ? "the run goes on and owes the fence"
                                : "a human is asked");
            case SWITCH_TRAFFIC -> "to the new site's endpoint: " + traffic(plan);
            case SETTLE ->
                "cool-down, owed tasks, report against " + words(plan.policy().rto()) + " without service";
            case PROMOTE -> promotion(row, plan.database().kind());
            case NOTE_LOSS, CATCH_UP, PROVE_WRITE, PROVE_WAY, RELEASE -> row.ensures();
        };
    }

    private static String promotion(RunTable.Row row, DatabaseKind kind) {
        return switch (kind) {
            case DatabaseKind.RdsReadReplica _ -> row.ensures();
            case DatabaseKind.AuroraGlobal(String globalCluster) ->
                "the new site's cluster is the writer of the global cluster " + globalCluster
                        + ", available, out of recovery; a failover lets Aurora lose data, a switchover does not";
        };
    }

    private static String traffic(Plan plan) {
        return plan.traffic().stream()
                .map(way -> switch (way) {
                    case Route53Record record ->
                        record.type() + " " + record.name() + " in zone " + record.hostedZone() + ", TTL "
                                + words(record.ttl());
                })
                .collect(Collectors.joining("; "));
    }
}
