// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.fixture.MarkdownTable;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DecisionTableDocTest {
    @Test
    void theDocumentationShowsTheSameTable() throws IOException {
        List<List<String>> documented = MarkdownTable.read("decision-table.md").stream()
                .map(cells -> cells.subList(0, 4))
                .toList();
        List<List<String>> coded = DecisionTable.rows().stream()
                .map(row -> List.of(
                        Integer.toString(row.number()),
                        row.when(),
                        row.then(),
                        row.reasons().stream().map(Reason::name).collect(Collectors.joining(", "))))
                .toList();

        assertThat(documented).isEqualTo(coded);
    }

    @Test
    void everyRowIsExplained() throws IOException {
        assertThat(MarkdownTable.read("decision-table.md"))
                .allSatisfy(cells -> assertThat(cells.get(4)).endsWith("."));
    }
}
