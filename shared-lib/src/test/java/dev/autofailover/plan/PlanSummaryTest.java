// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanSummaryTest {
    @Test
    void theSummarySaysWhoSpeaksWhatMustAgreeWhatIsDoneInOrderAndWhatCouldGoWrong() throws InvalidPlan {
        PlanSummary summary = PlanSummary.of(PlanParser.parse(Example.text()));

        assertThat(summary.title())
                .isEqualTo(
                        "orders: lives in ireland (eu-west-1), moves to frankfurt (eu-central-1), decided in eu-north-1");
        assertThat(summary.speaks())
                .hasSize(6)
                .contains(
                        "from-stockholm: SQL from eu-north-1 every 5 s, DOWN after 2 tries, about ireland and frankfurt")
                .anyMatch(line -> line.startsWith("connections: ") && line.endsWith("about ireland"));
        assertThat(summary.agrees()).first().asString().contains("at least 2", "more than half", "1 min 30 s");
        assertThat(summary.does())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly(
                        "note the loss",
                        "fence",
                        "promote",
                        "prove a write",
                        "switch traffic",
                        "prove the way",
                        "settle");
        assertThat(summary.risks()).anyMatch(risk -> risk.contains("us-east-1"));
        assertThat(summary.text()).contains("\nWho may speak\n", "\nWhat must agree\n", "\nWhat could go wrong\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "control: eu-north-1|control: eu-central-1|control Region is frankfurt's",
                "quorum: 2|quorum: 1|single observer",
                "quorum: 2|quorum: 4|too few for the quorum of 4",
                "sessions-table, from: eu-north-1|sessions-table, from: eu-west-1|stands against the others until it is older than 1 min 30 s",
                "fresh: PT90S|fresh: PT60S|once a minute",
                "ttl: PT5S|ttl: PT5M|up to 5 min",
                "sns:eu-north-1|sns:eu-west-1|so is the word of it",
                "unknownLag: block|unknownLag: allow|nobody can say how much",
                "whenUnreachable: proceed|whenUnreachable: ask|stays down until a human",
                "whenUnreachable: proceed|whenUnreachable: proceed|can commit there",
                "service: orders|service: orders|sslmode=verify-full",
                "service: orders|service: orders|replicated to eu-central-1, eu-north-1",
                "service: orders|service: orders|rebuilt as a replica",
            })
    void whatCouldGoWrongIsSaidBeforeItDoes(String was, String now, String risk) throws InvalidPlan {
        PlanSummary summary = PlanSummary.of(PlanParser.parse(Example.with(was, now)));

        assertThat(summary.risks()).anyMatch(said -> said.contains(risk));
    }
}
