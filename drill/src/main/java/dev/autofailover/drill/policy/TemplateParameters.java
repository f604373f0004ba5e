// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Grants as values of template.yaml's parameters. */
public final class TemplateParameters {
    /** Which statement's resources each parameter takes. */
    private static final Map<String, String> BY_STATEMENT = Map.of(
            "LookAtDatabases", "Databases",
            "LookAtClusters", "Databases",
            "ReadZone", "HostedZones",
            "LogIn", "Secrets",
            "Canary", "CanaryTables",
            "AskCheckers", "Checkers");

    private static final List<String> ORDER =
            List.of("Databases", "HostedZones", "Secrets", "CanaryTables", "Checkers");

    private TemplateParameters() {}

    /**
     * The value of each parameter, a comma between its ARNs. A parameter for which no plan names anything is left out.
     *
     * @param merged one grant for each kind of permission
     */
    public static Map<String, String> of(List<Grant> merged) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : ORDER) {
            for (Grant grant : merged) {
                if (parameter.equals(BY_STATEMENT.get(grant.name()))) {
                    values.merge(parameter, String.join(",", grant.resources()), (some, more) -> some + "," + more);
                }
            }
        }
        return values;
    }

    /** As {@code sam deploy --parameter-overrides} takes them. */
    public static String line(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(" "));
    }

    /** The parameters that no plan gives a value. */
    public static List<String> without(Map<String, String> values) {
        return ORDER.stream()
                .filter(parameter -> !values.containsKey(parameter))
                .toList();
    }
}
