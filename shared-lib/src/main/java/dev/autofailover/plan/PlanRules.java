// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import dev.autofailover.json.FieldError;
import dev.autofailover.json.Fields;
import dev.autofailover.plan.Observer.Alarm;
import dev.autofailover.plan.Observer.DynamoDbCanary;
import dev.autofailover.plan.Observer.Probe;
import dev.autofailover.plan.Observer.RdsEvents;
import dev.autofailover.plan.TrafficSwitch.Route53Record;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between the fields of a plan. A rule is only asked of fields that are right by themselves. */
final class PlanRules {
    private final Plan plan;
    private final Fields fields;

    private PlanRules(Plan plan, Fields fields) {
        this.plan = plan;
        this.fields = fields;
    }

    /** Adds to {@code fields} what is wrong with the plan that was read from them. */
    static void check(Plan plan, Fields fields) {
        var rules = new PlanRules(plan, fields);
        rules.eachTrafficSwitchOnce();
        if (plan.sites().size() == 2) {
            rules.sitesLieApart();
            rules.eachSiteIsOfOneRegion();
            rules.endpointsAreThoseOfTheKind();
            rules.controlOutlivesThePreferredSite();
        }
        if (plan.sites().size() == 2 && fields.isRight("observers.list") && fields.isRight("sites")) {
            rules.eachVoiceOnce();
            rules.votesOutliveTwoChecks();
            rules.enoughVoices();
        }
    }

    private void sitesLieApart() {
        Site first = plan.sites().get(0);
        Site second = plan.sites().get(1);
        String at = "sites." + second.name();
        if (same(first.region(), second.region())) {
            wrong(at + ".region", second.region(), "write another Region: both sites would be lost together");
        }
        if (same(first.endpoint(), second.endpoint())) {
            wrong(at + ".endpoint", second.endpoint(), "write this site's own endpoint; the other site has this one");
        }
        for (int i = 0; i < plan.traffic().size(); i++) {
            if (plan.traffic().get(i) instanceof Route53Record record
                    && (same(record.name(), first.endpoint()) || same(record.name(), second.endpoint()))) {
                String path = "traffic[" + i + "].route53-record.name";
                wrong(path, record.name(), "write the name that clients resolve, not a database's own endpoint");
            }
        }
    }

    private void eachSiteIsOfOneRegion() {
        for (Site site : plan.sites()) {
            String at = "sites." + site.name();
            String checker = Arn.parse(site.checker()).map(Arn::region).orElse("");
            if (!site.region().isEmpty() && !checker.isEmpty() && !checker.equals(site.region())) {
                String remedy = "write the checker that is deployed in " + site.region();
                wrong(at + ".checker", site.checker(), remedy);
            }
            boolean ofRds = site.endpoint().endsWith(".rds.amazonaws.com");
            if (ofRds
                    && !site.region().isEmpty()
                    && !site.endpoint().endsWith("." + site.region() + ".rds.amazonaws.com")) {
                wrong(at + ".endpoint", site.endpoint(), "write the endpoint of the database in " + site.region());
            }
        }
    }

    /** Of Aurora's endpoints only the cluster's own leads to the writer and follows it; a name of the operator's own is the operator's care. */
    private void endpointsAreThoseOfTheKind() {
        for (Site site : plan.sites()) {
            boolean ofRds = site.endpoint().endsWith(".rds.amazonaws.com");
            boolean ofTheWriter = site.endpoint().matches("[^.]+\\.cluster-(?!ro-|custom-).*");
            boolean fits = switch (plan.database().kind()) {
                case DatabaseKind.RdsReadReplica _ -> true;
                case DatabaseKind.AuroraGlobal _ -> !ofRds || ofTheWriter;
            };
            if (!fits) {
                String remedy = "write the cluster's writer endpoint, such as orders-ireland.cluster-c1a2b3."
                        + "eu-west-1.rds.amazonaws.com: an instance's, a reader's or a custom one does not follow the writer";
                wrong("sites." + site.name() + ".endpoint", site.endpoint(), remedy);
            }
        }
    }

    private void controlOutlivesThePreferredSite() {
        for (Site site : plan.sites()) {
            if (site.name().equals(plan.prefers()) && same(site.region(), plan.control())) {
                String remedy =
                        "write another Region, a third one if possible: this one is the preferred site's, and who decides"
                                + " would be lost with it";
                wrong("control", plan.control(), remedy);
            }
        }
    }

    private void eachTrafficSwitchOnce() {
        Set<String> labels = new HashSet<>();
        for (int i = 0; i < plan.traffic().size(); i++) {
            String label = plan.traffic().get(i).label();
            if (!label.isEmpty() && !labels.add(label)) {
                wrong("traffic[" + i + "].route53-record.name", label, "written twice; keep one of them");
            }
        }
    }

    /** Two votes that rest on the same thing are one vote; counted twice they would make a quorum of one. */
    private void eachVoiceOnce() {
        Map<String, String> voices = new HashMap<>();
        Set<String> names = new HashSet<>();
        List<Observer> list = plan.observers().list();
        for (int i = 0; i < list.size(); i++) {
            Observer observer = list.get(i);
            String at = "observers.list[" + i + "]." + kind(observer);
            if (!names.add(observer.name())) {
                wrong(at + ".name", observer.name(), "write another name: each observer has its own");
            }
            String other = voices.putIfAbsent(voice(observer), observer.name());
            if (other != null) {
                wrong(at, observer.name(), "leave it out: it would see just what " + other + " sees, and count twice");
            }
        }
    }

    private void votesOutliveTwoChecks() {
        List<Observer> list = plan.observers().list();
        for (int i = 0; i < list.size() && fields.isRight("observers.fresh"); i++) {
            Duration every = switch (list.get(i)) {
                case Probe probe -> probe.every();
                case DynamoDbCanary canary -> canary.every();
                case Alarm alarm -> Duration.ZERO;
                case RdsEvents events -> Duration.ZERO;
            };
            if (plan.observers().fresh().compareTo(every.multipliedBy(2)) < 0) {
                String remedy = "write at least " + every.multipliedBy(2) + ", two intervals of "
                        + list.get(i).name() + ": else its votes are stale before it speaks again";
                wrong("observers.fresh", plan.observers().fresh().toString(), remedy);
            }
        }
    }

    private void enoughVoices() {
        for (Site site : plan.sites()) {
            if (Voices.about(site, plan).isEmpty()) {
                wrong("observers.list", "nobody about " + site.name(), "add an observer that speaks about it");
            } else if (Voices.outside(site, plan).isEmpty()) {
                String remedy = "add an observer outside " + site.region() + ", such as a probe from " + plan.control()
                        + ": a dead Region is silent";
                wrong("observers.list", "nobody outside " + site.name(), remedy);
            }
        }
        int quorum = plan.observers().quorum();
        Site silent = Collections.min(plan.sites(), Comparator.comparingInt(this::voices));
        if (fields.isRight("observers.quorum") && voices(silent) > 0 && quorum > voices(silent)) {
            String remedy = "write at most " + voices(silent) + ", for so many observers speak about " + silent.name()
                    + ", or add observers";
            wrong("observers.quorum", Integer.toString(quorum), remedy);
        }
    }

    private int voices(Site site) {
        return Voices.about(site, plan).size();
    }

    private static String kind(Observer observer) {
        return switch (observer) {
            case Probe probe -> "probe";
            case Alarm alarm -> "alarm";
            case RdsEvents events -> "rds-events";
            case DynamoDbCanary canary -> "dynamodb-canary";
        };
    }

    private static String voice(Observer observer) {
        return switch (observer) {
            case Probe probe -> "probe from " + probe.from();
            case Alarm alarm -> alarm.arn();
            case RdsEvents events -> "rds-events";
            case DynamoDbCanary canary -> canary.table() + " from " + canary.from();
        };
    }

    private static boolean same(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private void wrong(String path, String value, String remedy) {
        fields.add(new FieldError(path, value, remedy));
    }
}
