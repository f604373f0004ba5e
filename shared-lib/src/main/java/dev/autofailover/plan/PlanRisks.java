// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.plan.Observer.DynamoDbCanary;
import dev.autofailover.plan.Observer.Probe;
import dev.autofailover.plan.TrafficSwitch.Route53Record;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What could go wrong although the plan is valid: said before it comes into force rather than found out in an outage. */
final class PlanRisks {
    /** Route 53 guide, "Values for failover records": 60 seconds or less. */
    private static final Duration LONG_TTL = Duration.ofSeconds(60);
    /** A healthy checker speaks once a minute. */
    private static final Duration SHORT_FRESH = Duration.ofSeconds(75);

    private final Plan plan;
    private final List<String> risks = new ArrayList<>();

    private PlanRisks(Plan plan) {
        this.plan = plan;
    }

    /** The plan's own weaknesses first, then what goes with every plan of its kind. */
    static List<String> of(Plan plan) {
        var risks = new PlanRisks(plan);
        risks.ofControl();
        risks.ofObservers();
        risks.ofTelling();
        risks.ofPolicy();
        risks.ofFence();
        risks.ofTraffic();
        risks.ofCredentials();
        risks.ofTheKind();
        return List.copyOf(risks.risks);
    }

    private void ofControl() {
        for (Site site : plan.sites()) {
            if (plan.decidedIn(site.name())) {
                add("The control Region is " + site.name()
                        + "'s: once the service has moved there, the loss of that Region can't be"
                        + " handled until the plan names another one");
            }
        }
    }

    private void ofObservers() {
        if (plan.observers().quorum() == 1) {
            add("A quorum of 1 lets a single observer, right or wrong, start a failover");
        }
        if (plan.observers().fresh().compareTo(SHORT_FRESH) < 0) {
            add("A healthy observer speaks once a minute, so votes that count for "
                    + PlanSummary.words(plan.observers().fresh()) + " only leave times in which nobody has spoken");
        }
        for (Site site : plan.sites()) {
            int outside = Voices.outside(site, plan).size();
            if (outside < plan.observers().quorum()) {
                add("Only " + outside + " of the observers of " + site.name() + " run outside " + site.region()
                        + ": too few for the" + " quorum of " + plan.observers().quorum()
                        + ", so the loss of that whole Region is told but not acted on");
            } else if (outside <= inside(site)) {
                add("Only " + outside + " of the observers of " + site.name() + " run outside " + site.region()
                        + ", and "
                        + inside(site)
                        + " inside: when that whole Region is lost, what those last said stands against the"
                        + " others until it is older than "
                        + PlanSummary.words(plan.observers().fresh()));
            }
        }
        boolean rowInDynamoDb = plan.observers().list().stream().anyMatch(DynamoDbCanary.class::isInstance);
        if (rowInDynamoDb) {
            add(
                    "A table that answers says HEALTHY also while the database next to it is down; see that the probes outnumber it");
        }
    }

    /** Those inside the site's Region that say HEALTHY while it is; RDS events never do. */
    private int inside(Site site) {
        List<Observer> speaking = new ArrayList<>(Voices.about(site, plan));
        speaking.removeAll(Voices.outside(site, plan));
        speaking.removeIf(Observer.RdsEvents.class::isInstance);
        return speaking.size();
    }

    private void ofTelling() {
        plan.notifyTopic()
                .flatMap(Arn::parse)
                .ifPresentOrElse(
                        topic -> plan.sites().stream()
                                .filter(site -> site.region().equals(topic.region()))
                                .forEach(site -> add("People are told by a topic in " + site.region()
                                        + ": when that Region is lost, so is" + " the word of it")),
                        () -> add(
                                "The plan names no topic, so people are told by the stack's default one; see that somebody listens to it"));
    }

    private void ofPolicy() {
        if (plan.policy().mode() == Policy.Mode.AUTOMATIC && plan.policy().unknownLag() == Policy.UnknownLag.ALLOW) {
            add("An automatic failover goes on although nobody can say how much it loses");
        }
        if (!plan.database().writeCheck()) {
            add(
                    "Without write checks a database that answers but can't commit (read-only, storage full) passes for healthy, and"
                            + " the new writer is proved by its state only");
        }
        if (!plan.database().tls()) {
            add("The checkers' user and password cross the network unencrypted");
        }
    }

    private void ofFence() {
        if (plan.database().whenUnreachable() == WhenUnreachable.PROCEED) {
            add(
                    "When the old writer's Region does not answer, the service moves with the fence owed: until it is in place, clients"
                            + " that still reach the old writer can commit there, and those writes are lost");
        } else {
            add(
                    "When the old writer's Region does not answer, the service stays down until a human says to go on unfenced");
        }
    }

    private void ofTheKind() {
        switch (plan.database().kind()) {
            case DatabaseKind.RdsReadReplica _ ->
                add(
                        "After a move the old database stands alone, fenced and out of date: the service has no standby until it has been"
                                + " rebuilt as a replica of the new one");
            case DatabaseKind.AuroraGlobal _ -> {
                add(
                        "After a failover Aurora makes the old cluster a secondary again by itself, which takes minutes to hours; where the"
                                + " fence was put in place, the service has no standby until a human has put the cluster's own security"
                                + " groups back");
                add(
                        "Aurora refuses to move to a cluster without an instance or of another engine version: keep an instance in both"
                                + " Regions, and upgrade both in one go");
            }
        }
    }

    private void ofTraffic() {
        for (TrafficSwitch way : plan.traffic()) {
            switch (way) {
                case Route53Record record -> {
                    if (record.ttl().compareTo(LONG_TTL) > 0) {
                        add("Clients keep the old address of " + record.name() + " for up to "
                                + PlanSummary.words(record.ttl()) + "; AWS recommends a TTL of 60 s or less");
                    }
                    add("Route 53's control plane is in us-east-1: while that Region is impaired, " + record.name()
                            + " can't be changed, and traffic waits after the promotion");
                    add("The server's certificate carries the RDS endpoint's name, not " + record.name()
                            + ": clients that verify the host name (sslmode=verify-full) must be given the endpoint's, or"
                            + " verify the CA only");
                    add(
                            "Clients must honour the TTL and reconnect: a JVM needs networkaddress.cache.ttl, a pool a maximum age");
                }
            }
        }
    }

    private void ofCredentials() {
        var regions = new TreeSet<String>();
        plan.sites().forEach(site -> regions.add(site.region()));
        plan.observers().list().forEach(observer -> {
            if (observer instanceof Probe probe) {
                regions.add(probe.from());
            }
        });
        Arn.parse(plan.database().secret()).map(Arn::region).ifPresent(regions::remove);
        add("The checkers' secret must be replicated to " + String.join(", ", regions)
                + ", and its user must exist and be allowed to log in: a probe without credentials casts no vote");
    }

    private void add(String risk) {
        risks.add(risk);
    }
}
