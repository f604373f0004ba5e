// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DecisionTableTest {
    private static List<Rows.Example> examples() {
        return Stream.of(Rows.topology(), Rows.votes(), Rows.down())
                .flatMap(List::stream)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> eachExampleIsCaughtByItsRow() {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(example.row() + " " + example.said(), () -> {
                    Decision decision = example.scene().decide();

                    assertThat(decision.row()).as(decision.text()).isEqualTo(example.row());
                    assertThat(decision.reason()).isEqualTo(example.reason());
                    assertThat(decision.outcome()).isInstanceOf(example.outcome());
                    assertThat(decision.text()).contains(example.said());
                }));
    }

    @Test
    void rowsAreNumberedInTheirOrder() {
        assertThat(DecisionTable.rows().stream().map(Row::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void everyRowHasAnExampleForEachOfItsReasons() {
        Set<String> shown = new HashSet<>();
        examples().forEach(example -> shown.add(example.row() + " " + example.reason()));

        // Row 5's refusals are shown by MovesByCommandTest.
        assertThat(DecisionTable.rows())
                .filteredOn(row -> row.number() != 5)
                .allSatisfy(row ->
                        row.reasons().forEach(reason -> assertThat(shown).contains(row.number() + " " + reason)));
    }

    @Test
    void aRowGivesOnlyTheReasonsThatItNames() {
        assertThat(examples())
                .allSatisfy(example -> assertThat(
                                DecisionTable.rows().get(example.row() - 1).reasons())
                        .contains(example.reason()));
    }

    @Test
    void aDecisionCarriesTheFreshVotesOfBothSites() {
        assertThat(Rows.disputed().decide().votes()).hasSize(6);
    }
}
