// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.simulated.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One statement of a policy. */
record Statement(boolean allows, List<String> actions, List<String> resources, JsonNode conditions) {

    static Statement of(JsonNode written) {
        for (String unknown : List.of("NotAction", "NotResource", "Principal")) {
            if (written.has(unknown)) {
                throw new IllegalArgumentException("not simulated in a role's policy: " + unknown);
            }
        }
        return new Statement(
                written.path("Effect").asText().equals("Allow"),
                texts(written.path("Action")),
                texts(written.path("Resource")),
                written.path("Condition"));
    }

    private static List<String> texts(JsonNode oneOrMore) {
        if (!oneOrMore.isArray()) {
            return List.of(oneOrMore.asText());
        }
        List<String> texts = new ArrayList<>();
        oneOrMore.forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    /** Whether it is about that action on that resource in that context. */
    boolean concerns(String action, String resource, Map<String, List<String>> context) {
        return names(action, resource)
                && conditions
                        .propertyStream()
                        .allMatch(operator -> operator.getValue()
                                .propertyStream()
                                .allMatch(key -> holds(
                                        operator.getKey(),
                                        texts(key.getValue()),
                                        context.getOrDefault(key.getKey(), List.of()))));
    }

    /** The condition keys that the context would have to have for this statement to be judged. */
    Stream<String> missing(String action, String resource, Map<String, List<String>> context) {
        return names(action, resource)
                ? conditions
                        .propertyStream()
                        .flatMap(operator -> operator.getValue().propertyStream())
                        .map(Map.Entry::getKey)
                        .filter(key -> !context.containsKey(key))
                : Stream.empty();
    }

    private boolean names(String action, String resource) {
        return actions.stream()
                        .anyMatch(pattern -> like(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)))
                && resources.stream().anyMatch(pattern -> like(pattern, resource));
    }

    /** A key that the context does not have fulfils ForAllValues, and nothing else (IAM guide, "multivalued context keys"). */
    private static boolean holds(String operator, List<String> wanted, List<String> given) {
        return switch (operator) {
            case "StringEquals" -> given.size() == 1 && wanted.contains(given.getFirst());
            case "StringLike", "ArnLike" ->
                given.size() == 1 && wanted.stream().anyMatch(pattern -> like(pattern, given.getFirst()));
            case "ForAllValues:StringEquals" -> wanted.containsAll(given);
            case "ForAllValues:StringLike" ->
                given.stream().allMatch(value -> wanted.stream().anyMatch(pattern -> like(pattern, value)));
            default -> throw new AwsError(400, "InvalidInput", "The operator " + operator + " is not simulated");
        };
    }

    /** The wildcards of IAM: any text, any one character. */
    private static boolean like(String pattern, String text) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return text.matches(expression);
    }
}
