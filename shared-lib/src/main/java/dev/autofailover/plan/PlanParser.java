// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.json.FieldError;
import dev.autofailover.json.Fields;
import dev.autofailover.json.Form;
import dev.autofailover.json.Forms;
import dev.autofailover.json.Shown;
import dev.autofailover.plan.Database.Engine;
import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.plan.DatabaseKind.AuroraGlobal;
import dev.autofailover.plan.DatabaseKind.RdsReadReplica;
import dev.autofailover.plan.TrafficSwitch.Route53Record;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a plan from YAML or JSON. Every field is described in docs/plan-reference.md. */
public final class PlanParser {
    private static final String KIND_OF_SWITCH = "write an item with exactly one of route53-record";

    private PlanParser() {}

    /**
     * The plan that was written so.
     *
     * @throws InvalidPlan with everything that is wrong with it: each error's path, value and remedy
     */
    public static Plan parse(String text) throws InvalidPlan {
        Reading reading = read(text);
        if (!reading.errors().isEmpty()) {
            throw new InvalidPlan(reading.errors());
        }
        return reading.plan().orElseThrow();
    }

    /**
     * What became of a text.
     *
     * @param plan to be used only when there are no errors; empty when the text could not be read
     * @param fields the paths of all fields that a plan with these parts may have
     */
    record Reading(Optional<Plan> plan, List<PlanError> errors, Set<String> fields) {}

    static Reading read(String text) {
        PlanText.Tree tree = PlanText.read(text);
        if (tree.root().isMissingNode()) {
            return new Reading(Optional.empty(), planErrors(tree.errors()), Set.of());
        }
        if (!tree.root().isObject()) {
            String remedy = "write a mapping with the plan's fields; plans/orders.yaml is one to start from";
            var error = new FieldError("plan", Shown.value("plan", tree.root()), remedy);
            return new Reading(Optional.empty(), planErrors(List.of(error)), Set.of());
        }
        Fields fields = Fields.of(tree.root(), "plan");
        Plan plan = plan(fields);
        PlanRules.check(plan, fields);
        return new Reading(Optional.of(plan), planErrors(all(tree, fields)), fields.askedPaths());
    }

    /** Of a secret nothing else is said: it must go, whatever else is wrong with the field. */
    private static List<FieldError> all(PlanText.Tree tree, Fields fields) {
        List<FieldError> secrets = PlanSecrets.in(tree.root());
        var all = new ArrayList<FieldError>(secrets);
        all.addAll(tree.errors());
        all.addAll(fields.errors());
        var secret = new HashSet<String>();
        secrets.forEach(error -> secret.add(error.path()));
        all.removeIf(error -> secret.contains(error.path()) && !secrets.contains(error));
        return all;
    }

    private static List<PlanError> planErrors(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new PlanError(error.path(), error.value(), error.remedy()))
                .distinct()
                .toList();
    }

    private static Plan plan(Fields fields) {
        String service = fields.read("service", PlanForms.SERVICE);
        String control = fields.read("control", PlanForms.REGION);
        List<Site> sites = sites(fields);
        String prefers = fields.read("prefers", preferred(sites));
        Database database = database(fields.object("database", "write a mapping with kind, name, secret and fence"));
        List<TrafficSwitch> traffic = traffic(fields);
        Observers observers = new ObserversReader(sites)
                .read(fields.object(
                        "observers", "write a mapping with quorum, fresh and list: who may speak about a site"));
        Policy policy = PolicyReader.read(fields.objectIfGiven("policy", "write a mapping, or leave it out"));
        Fields notify = fields.objectIfGiven("notify", "write a mapping with topic, or leave it out");
        Optional<String> topic =
                fields.has("notify") ? Optional.of(notify.read("topic", PlanForms.TOPIC)) : Optional.empty();
        notify.refuseUnknown();
        fields.refuseUnknown();
        return new Plan(service, control, sites, prefers, database, traffic, observers, policy, topic);
    }

    private static List<Site> sites(Fields fields) {
        String remedy = "write a mapping with exactly two sites, each under its name, such as ireland and frankfurt";
        Fields written = fields.object("sites", remedy);
        var sites = new ArrayList<Site>();
        for (String name : written.names()) {
            Fields site =
                    written.object(name, "write a mapping with region, database, endpoint, isolation and checker");
            if (!PlanForms.SITE_NAME.matcher(name).matches()) {
                written.wrong(
                        name, "name the site with lower-case letters, digits and hyphens, a letter first, at most 32");
            }
            sites.add(new Site(
                    name,
                    site.read("region", PlanForms.REGION),
                    site.read("database", PlanForms.DB_IDENTIFIER),
                    site.read("endpoint", PlanForms.ENDPOINT),
                    site.read("isolation", PlanForms.SECURITY_GROUP),
                    site.read("checker", PlanForms.CHECKER)));
            site.refuseUnknown();
        }
        if (fields.isRight("sites") && sites.size() != 2) {
            fields.wrong("sites", remedy);
        }
        return List.copyOf(sites);
    }

    private static Form<String> preferred(List<Site> sites) {
        List<String> names = sites.stream().map(Site::name).toList();
        String remedy = "write the name of a site: " + String.join(", ", names);
        return Forms.of(
                remedy,
                "",
                (JsonNode written) -> Optional.ofNullable(written.textValue()).filter(names::contains));
    }

    private static Database database(Fields fields) {
        DatabaseKind kind = fields.read("kind", Forms.oneOf(kinds())).apply(fields);
        Engine engine = fields.read("engine", Forms.oneOf(Map.of("postgresql", Engine.POSTGRESQL)), Engine.POSTGRESQL);
        int port = fields.read("port", PlanForms.PORT, 5432);
        String name = fields.read("name", PlanForms.DB_NAME);
        String secret = fields.read("secret", PlanForms.SECRET);
        boolean tls = fields.read("tls", Forms.bool(), true);
        boolean writeCheck = fields.read("writeCheck", Forms.bool(), true);
        Fields fence = fields.object("fence", "write a mapping with whenUnreachable: proceed, or ask");
        var choices = new LinkedHashMap<String, WhenUnreachable>();
        choices.put("proceed", WhenUnreachable.PROCEED);
        choices.put("ask", WhenUnreachable.ASK);
        WhenUnreachable whenUnreachable = fence.read("whenUnreachable", Forms.oneOf(choices));
        fence.refuseUnknown();
        fields.refuseUnknown();
        return new Database(kind, engine, port, name, secret, tls, writeCheck, whenUnreachable);
    }

    /** How each kind is read: what only it has stands beside what all have. */
    private static Map<String, Function<Fields, DatabaseKind>> kinds() {
        var kinds = new LinkedHashMap<String, Function<Fields, DatabaseKind>>();
        kinds.put(RdsReadReplica.WORD, _ -> new RdsReadReplica());
        kinds.put(
                AuroraGlobal.WORD, fields -> new AuroraGlobal(fields.read("globalCluster", PlanForms.GLOBAL_CLUSTER)));
        return kinds;
    }

    private static List<TrafficSwitch> traffic(Fields fields) {
        var switches = new ArrayList<TrafficSwitch>();
        List<Fields> items = fields.objects("traffic", "write a list of at least one item, such as route53-record");
        for (Fields item : items) {
            Fields record = item.object("route53-record", KIND_OF_SWITCH);
            item.refuseUnknown();
            switches.add(new Route53Record(
                    record.read("hostedZone", PlanForms.HOSTED_ZONE),
                    record.read("name", PlanForms.RECORD_NAME),
                    record.read("type", Forms.oneOf(Map.of("CNAME", "CNAME")), "CNAME"),
                    record.read("ttl", PlanForms.ttl(), Duration.ofSeconds(5))));
            record.refuseUnknown();
        }
        if (fields.isRight("traffic") && switches.isEmpty()) {
            fields.wrong("traffic", "write at least one switch: without one nobody would be led to the new site");
        }
        return List.copyOf(switches);
    }
}
