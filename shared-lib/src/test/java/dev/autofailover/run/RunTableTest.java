// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.MarkdownTable;
import dev.autofailover.message.InWords;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTableTest {
    @Test
    void eachKindOfStepHasARowInTheOrderOfTheKinds() {
        assertThat(RunTable.rows().stream().map(RunTable.Row::kind)).containsExactly(StepKind.values());
    }

    @Test
    void aRunCanTurnBackUntilPromotionBegins() {
        assertThat(RunTable.rows().stream().filter(RunTable.Row::canTurnBack).map(RunTable.Row::kind))
                .containsExactly(StepKind.NOTE_LOSS, StepKind.FENCE, StepKind.CATCH_UP);
    }

    @Test
    void onlyWhereARunCanTurnBackItsTimeBeingUpTurnsItBack() {
        assertThat(RunTable.rows())
                .filteredOn(row ->
                        row.failover() == RunTable.TimeUp.TURN_BACK || row.switchover() == RunTable.TimeUp.TURN_BACK)
                .allMatch(RunTable.Row::canTurnBack);
    }

    @Test
    void theDocumentationShowsTheSameTable() throws IOException {
        List<List<String>> documented = MarkdownTable.read("run-table.md").stream()
                .map(cells -> cells.subList(0, 7))
                .toList();
        List<List<String>> coded = RunTable.rows().stream()
                .map(row -> List.of(
                        row.kind().words(),
                        row.ensures(),
                        row.goesOnWhen(),
                        row.failover() == RunTable.TimeUp.NEVER
                                ? "–"
                                : InWords.of(row.kind().defaultLimit()),
                        row.failover().words(),
                        row.switchover().words(),
                        row.canTurnBack() ? "yes" : "no"))
                .toList();

        assertThat(documented).isEqualTo(coded);
    }

    @Test
    void everyStepIsExplained() throws IOException {
        assertThat(MarkdownTable.read("run-table.md"))
                .allSatisfy(cells -> assertThat(cells.get(7)).endsWith("."));
    }
}
