// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.policy;

import dev.autofailover.drill.policy.Grant.Holder;
import dev.autofailover.plan.Arn;
import dev.autofailover.plan.DatabaseKind;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.plan.TrafficSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the functions must be allowed to do for a plan, and nothing more. What they need for themselves is the template's business. */
public final class Grants {
    /** Route 53's condition keys (Route 53 guide, "specifying conditions"). */
    private static final String CHANGE = "route53:ChangeResourceRecordSets";

    private final Plan plan;
    private final Account account;
    private final List<Grant> grants = new ArrayList<>();

    private Grants(Plan plan, Account account) {
        this.plan = plan;
        this.account = account;
    }

    /** For one plan. */
    public static List<Grant> of(Plan plan, Account account) {
        Grants grants = new Grants(plan, account);
        switch (plan.database().kind()) {
            case DatabaseKind.RdsReadReplica _ -> grants.databases();
            case DatabaseKind.AuroraGlobal(String globalCluster) -> grants.clusters(globalCluster);
        }
        plan.traffic().forEach(grants::traffic);
        grants.eyesAndVoice();
        grants.checkers();
        return List.copyOf(grants.grants);
    }

    /** All of them, those that differ in their resources only as one. */
    public static List<Grant> merged(List<Grant> grants) {
        List<Grant> merged = new ArrayList<>();
        for (Grant grant : grants) {
            int same = 0;
            while (same < merged.size() && !merged.get(same).joins(grant)) {
                same++;
            }
            if (same == merged.size()) {
                merged.add(grant);
            } else {
                merged.set(same, merged.get(same).with(grant));
            }
        }
        return List.copyOf(merged);
    }

    private void databases() {
        List<String> instances = plan.sites().stream()
                .map(site -> account.arn("rds", site.region(), "db:" + site.database()))
                .toList();
        allow("LookAtDatabases", List.of("rds:DescribeDBInstances"), instances);
        allow(
                "MoveDatabases",
                List.of("rds:ModifyDBInstance", "rds:RebootDBInstance", "rds:PromoteReadReplica"),
                instances);
    }

    /** A plan does not name its clusters' instances; they are taken to be called after the cluster. */
    private void clusters(String globalCluster) {
        List<String> instances = plan.sites().stream()
                .map(site -> account.arn("rds", site.region(), "db:" + site.database() + "*"))
                .toList();
        List<String> clusters = new ArrayList<>();
        plan.sites().forEach(site -> clusters.add(account.arn("rds", site.region(), "cluster:" + site.database())));
        // A global cluster belongs to no Region.
        clusters.add(account.arn("rds", "", "global-cluster:" + globalCluster));
        allow("LookAtClusters", List.of("rds:DescribeDBClusters", "rds:DescribeGlobalClusters"), clusters);
        allow(
                "MoveClusters",
                List.of("rds:ModifyDBCluster", "rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"),
                clusters);
        allow("LookAtDatabases", List.of("rds:DescribeDBInstances"), instances);
        allow("RebootInstances", List.of("rds:RebootDBInstance"), instances);
    }

    private void traffic(TrafficSwitch way) {
        switch (way) {
            case TrafficSwitch.Route53Record record -> {
                List<String> zone = List.of(account.global("route53", "hostedzone/" + record.hostedZone()));
                allow("ReadZone", List.of("route53:ListResourceRecordSets"), zone);
                grants.add(new Grant(
                        Holder.ORCHESTRATOR,
                        "SwitchTraffic",
                        List.of(CHANGE),
                        zone,
                        Map.of(
                                CHANGE + "NormalizedRecordNames",
                                List.of(record.name(), "_autofailover." + record.name()),
                                CHANGE + "RecordTypes",
                                List.of(record.type(), "TXT"),
                                CHANGE + "Actions",
                                List.of("CREATE", "DELETE"))));
                allow(
                        "SeeTrafficSwitched",
                        List.of("route53:GetChange"),
                        List.of(account.global("route53", "change/*")));
            }
        }
    }

    private void eyesAndVoice() {
        allow("LookAtMetricsAndAlarms", List.of("cloudwatch:GetMetricData", "cloudwatch:DescribeAlarms"), List.of("*"));
        allow(
                "AskCheckers",
                List.of("lambda:InvokeFunction"),
                plan.sites().stream().map(Site::checker).toList());
        plan.notifyTopic().ifPresent(topic -> allow("TellPeople", List.of("sns:Publish"), List.of(topic)));
    }

    private void allow(String name, List<String> actions, List<String> resources) {
        grants.add(Grant.of(Holder.ORCHESTRATOR, name, actions, resources));
    }

    private void checkers() {
        grants.add(Grant.of(
                Holder.DATABASE_CHECKER, "LogIn", List.of("secretsmanager:GetSecretValue"), List.copyOf(secrets())));
        TreeSet<String> tables = new TreeSet<>();
        for (Observer observer : plan.observers().list()) {
            if (observer instanceof Observer.DynamoDbCanary canary) {
                canary.regions()
                        .forEach(region -> tables.add(account.arn("dynamodb", region, "table/" + canary.table())));
            }
        }
        if (!tables.isEmpty()) {
            grants.add(Grant.of(
                    Holder.CANARY_CHECKER,
                    "Canary",
                    List.of("dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:UpdateItem"),
                    List.copyOf(tables)));
        }
    }

    private Set<String> secrets() {
        TreeSet<String> arns = new TreeSet<>();
        checkerRegions(plan).forEach(region -> arns.add(secretIn(plan, region)));
        return arns;
    }

    /** The Regions in which a checker logs in to the plan's databases. */
    public static Set<String> checkerRegions(Plan plan) {
        TreeSet<String> regions = new TreeSet<>();
        plan.sites().forEach(site -> regions.add(site.region()));
        for (Observer observer : plan.observers().list()) {
            if (observer instanceof Observer.Probe probe) {
                regions.add(probe.from());
            }
        }
        return regions;
    }

    /** The ARN of the secret's replica there: the same but for the Region (Secrets Manager guide, "replicate secrets"). */
    public static String secretIn(Plan plan, String region) {
        String secret = plan.database().secret();
        return Arn.parse(secret)
                .map(arn -> new Arn(arn.partition(), arn.service(), region, arn.account(), arn.resource()).toString())
                .orElse(secret);
    }
}
