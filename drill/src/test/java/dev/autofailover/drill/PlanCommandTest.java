// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private static final Path EXAMPLE = Path.of("..", "plans", "orders.yaml");

    @TempDir
    private Path folder;

    @Test
    void aRightPlanIsSaidInWords() {
        Ran ran = Ran.with("plan", "check", EXAMPLE.toString());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.lines()).first().asString().endsWith("orders.yaml: right");
        assertThat(ran.out()).contains("Who may speak", "What must agree", "in order", "What could go wrong");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void everyErrorIsALineWithPathValueAndRemedy() throws IOException {
        Path wrong =
                write(Files.readString(EXAMPLE).replace("ttl: PT5S", "ttl: 5s").replace("quorum: 2", "quorum: 0"));

        Ran ran = Ran.with("plan", "check", wrong.toString());

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.lines())
                .containsExactlyInAnyOrder(
                        wrong + ": traffic[0].route53-record.ttl: 5s: durations are ISO-8601: write PT5S",
                        wrong + ": observers.quorum: 0: write how many observers must say DOWN, a whole number from 1");
    }

    @Test
    void oneWrongFileMakesTheWholeCheckFailAndHidesNoOther() throws IOException {
        Ran ran = Ran.with(
                "plan",
                "check",
                EXAMPLE.toString(),
                write("").toString(),
                folder.resolve("none").toString());

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.out()).contains("orders.yaml: right", "plan: nothing: write a plan", "none: no such file");
    }

    @Test
    void whatIsNoTextIsRefusedWithoutAStackTrace() throws IOException {
        Path bytes = folder.resolve("bytes");
        Files.write(bytes, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(Ran.with("plan", "check", bytes.toString()).out()).contains("not UTF-8 text");
        assertThat(Ran.with("plan", "check", folder.toString()).out()).contains("it is a directory");
    }

    @Test
    void withoutAFileOrACommandTheUsageIsShown() {
        assertThat(Ran.with("plan", "check").exitCode()).isEqualTo(2);
        assertThat(Ran.with("plan").err()).contains("check");
        assertThat(Ran.with().err()).contains("plan");
        assertThat(Ran.with("--help").out()).contains("plan");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.yaml"), text);
    }
}
