// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.drill.readiness.Check.State;
import dev.autofailover.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a look at a service's readiness found. */
public record ReadinessReport(String service, int planVersion, String active, String standby, List<Check> checks) {

    /** Whether nothing that was seen stands in the way of a failover. What could not be checked does not count. */
    public boolean ready() {
        return count(State.NOT_OK) == 0;
    }

    private long count(State state) {
        return checks.stream().filter(check -> check.state() == state).count();
    }

    /** For people: a heading, one line a check, and the sum. */
    public List<String> lines() {
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(1);
        List<String> lines = new ArrayList<>();
        lines.add(service + "  active in " + active + ", standby " + standby + ", plan version " + planVersion);
        for (Check check : checks) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s %-" + width + "s  %s%s",
                    check.state().words(),
                    check.name(),
                    check.seen(),
                    check.remedy().map(remedy -> " → " + remedy).orElse("")));
        }
        lines.add((ready() ? "ready" : "not ready") + ": " + count(State.OK) + " ok, " + count(State.NOT_OK)
                + " not ok, " + count(State.NOT_CHECKED) + " not checked");
        return List.copyOf(lines);
    }

    /** For machines. */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("service", service)
                .put("ready", ready())
                .put("active", active)
                .put("standby", standby)
                .put("planVersion", planVersion);
        ArrayNode all = json.putArray("checks");
        for (Check check : checks) {
            ObjectNode each = all.addObject()
                    .put("check", check.name())
                    .put("state", check.state().words())
                    .put("seen", check.seen());
            check.remedy().ifPresent(remedy -> each.put("remedy", remedy));
        }
        return json;
    }
}
