// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextTest {
    @Test
    void jsonSaysTheSameAsYaml() throws Exception {
        String json = new YAMLMapper().readTree(Example.text()).toPrettyString();

        assertThat(PlanParser.parse(json)).isEqualTo(PlanParser.parse(Example.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n",
                "# nothing\n",
                "---\n",
                "orders",
                "7",
                "null",
                "[]",
                "- a\n- b\n",
                "{",
                "{]",
                "}",
                "a: b: c",
                "\t",
                "service:\n\tname: orders\n",
                "? [a, b]\n: c\n",
                "service: 'orders",
                "\u0000",
                "%TAG",
                "a: \u0007",
                "<<: *x\n",
                "!!java.net.URL [\"http://example.com\"]",
                "- - - -",
                "{\"service\": }",
                "&a [*a]",
                "\uFEFF",
                "@x",
                "a: `b`"
            })
    void whatIsNoMappingIsRefusedWithAReason(String text) {
        assertThat(errors(text)).isNotEmpty().allSatisfy(error -> {
            assertThat(error.path()).isNotBlank();
            assertThat(error.value()).isNotBlank();
            assertThat(error.remedy()).isNotBlank();
        });
    }

    @Test
    void tabsAreNamedAsWhatIsWrong() {
        assertThat(errors("service: orders\nsites:\n\tireland: {}\n")).anySatisfy(error -> {
            assertThat(error.path()).isEqualTo("plan (line 3, column 1)");
            assertThat(error.remedy()).contains("indent with spaces");
        });
    }

    @Test
    void aliasesAnchorsAndTagsAreRefusedAndNeverExpanded() {
        String bomb = """
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                """;

        assertThat(errors(bomb))
                .anyMatch(error -> error.path().equals("b[0]") && error.remedy().contains("no aliases"))
                .anyMatch(error -> error.path().equals("a") && error.remedy().contains("no anchors"));
        assertThat(errors(Example.with("service: orders ", "service: !Ref orders ")))
                .anySatisfy(error -> {
                    assertThat(error.path()).isEqualTo("service");
                    assertThat(error.remedy()).contains("no tags");
                });
    }

    @Test
    void twoDocumentsAreTwoPlans() {
        assertThat(errors(Example.text() + "---\n" + Example.text()))
                .anyMatch(error -> error.remedy().contains("one plan a file"));
    }

    @Test
    void whatIsAbsurdlyDeepOrLargeIsRefusedAtOnce() {
        for (String text : List.of(
                "[".repeat(50_000),
                "{\"a\":".repeat(15_000),
                "- ".repeat(40_000),
                "a: " + "x".repeat(200_000),
                "a: [" + "{b: ".repeat(20_000),
                "a: " + "9".repeat(90_000))) {
            assertThat(errors(text)).isNotEmpty();
        }
    }

    /** Whatever becomes of a plan under an operator's fingers: errors with a place, a value and a remedy, never an exception. */
    @Test
    void noMutationOfTheExampleBreaksTheParser() {
        String noise = "{}[]:,#&*!|>'\"%@`-? \t\n\u0000\u00e4\ud83d\ude00 null true ~ 1e9 PT1S eu-west-1 <<";
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            var text = new StringBuilder(Example.text());
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(text.length() + 1);
                int to = Math.min(text.length(), at + random.nextInt(30));
                int from = random.nextInt(noise.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, to);
                    case 1 -> text.insert(at, noise, from, Math.min(noise.length(), from + 3));
                    case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, to));
                    default -> text.setLength(at);
                }
            }
            PlanParser.Reading reading = PlanParser.read(text.toString());

            assertThat(reading.errors()).as("seed %s", seed).allSatisfy(error -> {
                assertThat(error.path()).isNotBlank();
                assertThat(error.value()).isNotEmpty();
                assertThat(error.remedy()).isNotBlank();
            });
        }
    }

    private static List<PlanError> errors(String text) {
        return catchThrowableOfType(InvalidPlan.class, () -> PlanParser.parse(text))
                .errors();
    }
}
