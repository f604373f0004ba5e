// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.json.Fields;
import dev.autofailover.json.Form;
import dev.autofailover.json.Forms;
import dev.autofailover.json.Refusal;
import dev.autofailover.plan.Observer.Alarm;
import dev.autofailover.plan.Observer.DynamoDbCanary;
import dev.autofailover.plan.Observer.Probe;
import dev.autofailover.plan.Observer.RdsEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads the plan's {@code observers}. Each item of the list has one key, which names its kind. */
final class ObserversReader {
    /** What the messages of these two functions call themselves; a probe of that name could not be told from them. */
    private static final String RDS_EVENTS = "rds-events";

    private static final String CLOUDWATCH_ALARM = "cloudwatch-alarm";
    private static final List<String> KINDS = List.of("probe", "alarm", RDS_EVENTS, "dynamodb-canary");
    private static final String ONE_KIND = "write an item with exactly one of " + String.join(", ", KINDS);
    private static final Form<Duration> EVERY = PlanForms.duration("PT0.2S", "PT1M");
    private static final Form<Integer> TRIES =
            PlanForms.integer(1, 10, "write how many checks in a row must fail, 1 to 10");
    private static final Form<Integer> QUORUM =
            PlanForms.integer(1, 100, "write how many observers must say DOWN, a whole number from 1");

    private final List<Site> sites;

    /**
     * @param sites as far as they could be read
     */
    ObserversReader(List<Site> sites) {
        this.sites = sites;
    }

    /** The observers, without those of no known kind. */
    Observers read(Fields observers) {
        int quorum = observers.read("quorum", QUORUM, 2);
        Duration fresh = observers.read("fresh", PlanForms.duration("PT10S", "PT1H"), Duration.ofSeconds(90));
        var list = new ArrayList<Observer>();
        for (Fields item : observers.objects("list", ONE_KIND)) {
            one(item).ifPresent(list::add);
        }
        observers.refuseUnknown();
        return new Observers(quorum, fresh, List.copyOf(list));
    }

    private Optional<Observer> one(Fields item) {
        List<String> given = KINDS.stream().filter(item::has).toList();
        item.know(KINDS);
        item.refuseUnknown();
        if (given.size() != 1) {
            if (given.size() > 1 || item.unknown().isEmpty()) {
                item.wrong("", ONE_KIND);
            }
            return Optional.empty();
        }
        Fields body = item.object(given.getFirst(), "write the observer's fields, such as name");
        Observer observer = switch (given.getFirst()) {
            case "probe" -> probe(body);
            case "alarm" -> alarm(body);
            case RDS_EVENTS -> new RdsEvents(body.read("name", PlanForms.OBSERVER, RDS_EVENTS));
            default -> canary(body);
        };
        boolean taken = observer.name().equals(CLOUDWATCH_ALARM)
                || (observer.name().equals(RDS_EVENTS) && !(observer instanceof RdsEvents));
        if (taken) {
            body.wrong("name", "write another name: what RDS events and alarms say is kept under this one");
        }
        body.refuseUnknown();
        return Optional.of(observer);
    }

    private static Probe probe(Fields body) {
        String name = body.read("name", PlanForms.OBSERVER);
        String from = body.read("from", PlanForms.REGION);
        Duration every = body.read("every", EVERY, Duration.ofSeconds(30));
        return new Probe(name, from, every, body.read("tries", TRIES, 2));
    }

    private Alarm alarm(Fields body) {
        String name = body.read("name", PlanForms.OBSERVER);
        String arn = body.read("arn", PlanForms.ALARM);
        String region = Arn.parse(arn).map(Arn::region).orElse("");
        Optional<String> ofRegion = sites.stream()
                .filter(site -> site.region().equals(region))
                .map(Site::name)
                .findFirst();
        Optional<String> given = body.readIfGiven("site", siteName());
        if (given.isEmpty() && ofRegion.isEmpty() && !arn.isEmpty()) {
            body.wrong("site", "write the site that this alarm speaks about; its ARN is of neither site's Region");
        }
        return new Alarm(name, arn, given.or(() -> ofRegion).orElse(""));
    }

    private DynamoDbCanary canary(Fields body) {
        String name = body.read("name", PlanForms.OBSERVER);
        String from = body.read("from", PlanForms.REGION);
        String table = body.read("table", PlanForms.TABLE);
        List<String> both = sites.stream().map(Site::region).toList();
        List<String> regions = body.read("regions", siteRegions(both), both);
        Duration every = body.read("every", EVERY, Duration.ofSeconds(30));
        Duration slow = body.read("slow", PlanForms.duration("PT0.01S", "PT30S"), Duration.ofSeconds(1));
        return new DynamoDbCanary(name, from, table, regions, every, slow, body.read("tries", TRIES, 2));
    }

    private Form<String> siteName() {
        List<String> names = sites.stream().map(Site::name).toList();
        String remedy = "write the name of a site: " + String.join(", ", names);
        return Forms.of(
                remedy, "", written -> Optional.ofNullable(written.textValue()).filter(names::contains));
    }

    private static Form<List<String>> siteRegions(List<String> both) {
        String remedy = "write a list of Regions of the plan's sites, each once: " + String.join(", ", both);
        return Forms.of(remedy, List.of(), (JsonNode written) -> {
            var regions = new LinkedHashSet<String>();
            for (JsonNode item : written) {
                regions.add(PlanForms.REGION.read(item));
            }
            if (!written.isArray() || regions.isEmpty() || regions.size() != written.size()) {
                throw new Refusal(remedy);
            }
            return both.containsAll(regions) ? Optional.of(List.copyOf(regions)) : Optional.empty();
        });
    }
}
