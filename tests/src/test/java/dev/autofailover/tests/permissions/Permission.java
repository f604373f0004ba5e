// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One action on some resources, as a statement of a function's role grants it.
 *
 * @param sid the statement's
 * @param resources ARNs, with {@code *} for any text
 */
record Permission(String sid, String action, List<String> resources) {
    /** All that the function's role grants, one for each action of each statement. */
    static List<Permission> of(Stack stack, Resource function) {
        return stack.policies(function).stream()
                .flatMap(policy -> policy.path("Statement").valueStream())
                // What is denied besides protects the records from a parameter that is too wide.
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .flatMap(Permission::of)
                .toList();
    }

    private static Stream<Permission> of(JsonNode statement) {
        return texts(statement.path("Action")).stream()
                .map(action ->
                        new Permission(statement.path("Sid").asText(), action, texts(statement.path("Resource"))));
    }

    boolean covers(CalledAction called) {
        return action.equals(called.action()) && resources.stream().anyMatch(arn -> matches(arn, called.resource()));
    }

    private static boolean matches(String arn, String resource) {
        String pattern = Stream.of(arn.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return resource.matches(pattern);
    }

    private static List<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray()
                ? oneOrMore.valueStream().map(JsonNode::asText).toList()
                : List.of(oneOrMore.asText());
    }

    @Override
    public String toString() {
        return sid + ": " + action;
    }
}
