// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.SimulatedTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where the functions' classes come from. */
interface Code {
    /** As many as the orchestrator's own composition lets work at once. */
    int SERVICES_AT_ONCE = 16;

    /**
     * A handler, as in a new execution environment.
     *
     * @param function its properties in the template
     */
    RequestStreamHandler handler(JsonNode function, Place place);

    /**
     * Where it runs.
     *
     * @param sql how it looks at databases
     */
    record Place(SimulatedCloud cloud, Surroundings surroundings, ModelSql sql) {
        /** What name servers answer. */
        Set<String> names(String name) {
            return cloud.route53()
                    .resolve(name, "CNAME")
                    .map(set -> set.values().stream()
                            .map(value -> value.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
                            .collect(Collectors.toSet()))
                    .orElse(Set.of());
        }

        /** Side by side on virtual time, so many at once, in the same order each time. */
        SideBySide together(int atOnce) {
            return new Together(cloud.time(), atOnce);
        }
    }

    /**
     * Side by side on virtual time.
     *
     * @param atOnce the others wait until all of these have ended
     */
    record Together(SimulatedTime time, int atOnce) implements SideBySide {
        @Override
        public <T> List<T> all(List<? extends Supplier<T>> tasks) {
            List<T> results = new ArrayList<>();
            for (int from = 0; from < tasks.size(); from += Math.min(atOnce, tasks.size())) {
                results.addAll(time.together(tasks.subList(
                        from, Math.min(tasks.size(), from + Math.min(atOnce, tasks.size())))));
            }
            return results;
        }
    }
}
