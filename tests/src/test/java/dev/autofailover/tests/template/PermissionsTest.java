// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static dev.autofailover.tests.template.OurTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.tests.template.OurTemplate.Deployed;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How narrow each function's own statements are; that they are the right ones is shown by the recorded calls of the simulation. */
class PermissionsTest {
    /** CloudWatch's reads take no resource (service authorization reference). */
    private static final Set<String> WITHOUT_RESOURCE = Set.of("cloudwatch:GetMetricData", "cloudwatch:DescribeAlarms");

    static Stream<Deployed> functions() {
        return OurTemplate.functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyActionIsNamedAndNoneTwice(Deployed function) {
        List<String> actions = statements(function)
                .flatMap(each -> texts(each.path("Action")).stream())
                .toList();

        assertThat(actions).isNotEmpty().allMatch(action -> action.matches("[a-z0-9]+:[A-Z][A-Za-z0-9]+"));
        assertThat(statements(function).map(each -> each.path("Sid").asText()))
                .doesNotHaveDuplicates()
                .noneMatch(String::isEmpty);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void onlyWhatTakesNoResourceIsAllowedOnAll(Deployed function) {
        statements(function)
                .filter(each -> texts(each.path("Resource")).contains("*"))
                .forEach(each -> assertThat(texts(each.path("Action"))).isSubsetOf(WITHOUT_RESOURCE));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyResourceIsAnArnOfTheServiceThatTheActionBelongsTo(Deployed function) {
        statements(function).forEach(each -> {
            for (String resource : texts(each.path("Resource"))) {
                for (String action : texts(each.path("Action"))) {
                    String service = action.substring(0, action.indexOf(':'));
                    assertThat(resource)
                            .as(action)
                            .matches(arn -> arn.equals("*") || arn.startsWith("arn:aws:" + service + ":"));
                }
            }
        });
    }

    static Stream<JsonNode> statements(Deployed function) {
        return function.stack().policies(function.function()).stream()
                .flatMap(policy -> policy.path("Statement").valueStream());
    }
}
