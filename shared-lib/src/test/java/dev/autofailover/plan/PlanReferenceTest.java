// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.autofailover.run.StepKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/plan-reference.md says what the parser does: the same fields, the same defaults, and what must be there. */
class PlanReferenceTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** A row of the reference: the field's path, with {@code NAME} for a site's name, and its default as it would be written. */
    private record Row(String path, String byDefault) {}

    @Test
    void theReferenceHasEveryFieldOfThePlanAndNoOther() {
        Set<String> known = new TreeSet<>();
        for (String example : List.of(Example.text(), Example.aurora())) {
            for (String field : PlanParser.read(example).fields()) {
                known.add(field.replaceFirst("^sites\\.(ireland|frankfurt)", "sites.NAME"));
            }
        }

        assertThat(rows()).extracting(Row::path).containsExactlyInAnyOrderElementsOf(known);
    }

    @TestFactory
    Stream<DynamicTest> whatIsCalledRequiredIsMissedByName() {
        return rows().stream()
                .filter(row -> row.byDefault().equals("required"))
                .map(row -> DynamicTest.dynamicTest(row.path(), () -> {
                    boolean onlyAurora = row.path().equals("database.globalCluster");
                    JsonNode plan = YAML.readTree(onlyAurora ? Example.aurora() : Example.text());
                    String at = inTheExample(row.path());
                    ((ObjectNode) parent(plan, at)).remove(last(at));

                    assertThat(PlanParser.read(plan.toString()).errors())
                            .anyMatch(error ->
                                    at.startsWith(error.path()) || error.path().equals(at));
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsLeftOutIsWhatTheReferenceSays() {
        return rows().stream()
                .filter(row -> !List.of("required", "–").contains(row.byDefault()))
                .map(row -> DynamicTest.dynamicTest(row.path(), () -> {
                    // With another mode than automatic, for which maxLag must be written.
                    JsonNode without = YAML.readTree(Example.with("mode: automatic", "mode: approval"));
                    String at = inTheExample(row.path());
                    ((ObjectNode) parent(without, at)).remove(last(at));
                    ObjectNode with = without.deepCopy();
                    ((ObjectNode) parent(with, at)).set(last(at), YAML.readTree(row.byDefault()));

                    Plan said = PlanParser.parse(with.toString());
                    Plan unsaid = PlanParser.parse(without.toString());
                    assertThat(said.toString().replaceFirst("stepLimits=\\{[^}]*}", ""))
                            .isEqualTo(unsaid.toString().replaceFirst("stepLimits=\\{[^}]*}", ""));
                    assertThat(StepKind.values())
                            .allMatch(step -> said.policy()
                                    .limit(step)
                                    .equals(unsaid.policy().limit(step)));
                }));
    }

    private static List<Row> rows() {
        return Example.file("docs/plan-reference.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Row(
                        cells[1].strip().replace("`", ""), cells[3].strip().replace("`", "")))
                .toList();
    }

    /** Where the example has an item with that field: the list's index of the first item of that kind. */
    private static String inTheExample(String path) {
        String kind = path.contains("[].") ? path.replaceAll(".*\\[]\\.([^.]+).*", "$1") : "";
        int index = List.of("probe", "", "", "alarm", "rds-events", "dynamodb-canary")
                .indexOf(kind);
        return path.replace("NAME", "frankfurt").replace("[]", "[" + Math.max(0, index) + "]");
    }

    private static JsonNode parent(JsonNode plan, String path) {
        JsonNode node = plan;
        String[] parts = path.split("\\.");
        for (String part : Arrays.copyOf(parts, parts.length - 1)) {
            String name = part.replaceAll("\\[.*", "");
            node = node.isObject() && node.path(name).isMissingNode()
                    ? ((ObjectNode) node).putObject(name)
                    : node.path(name);
            if (node instanceof ArrayNode list) {
                node = list.get(Integer.parseInt(part.replaceAll(".*\\[|]", "")));
            }
        }
        return node;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
    }
}
