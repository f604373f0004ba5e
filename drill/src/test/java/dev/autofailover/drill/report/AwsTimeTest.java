// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AwsTimeTest {
    @ParameterizedTest
    @EnumSource(AwsTime.class)
    void theDocumentationShowsEveryFigureWithItsSource(AwsTime time) throws IOException {
        String row = "| " + time.words() + " | " + time.least().toSeconds() + " | "
                + time.most().toSeconds() + " | " + time.source() + " |";

        assertThat(Files.readString(Path.of("..", "docs", "timing.md"))).contains(row);
    }
}
