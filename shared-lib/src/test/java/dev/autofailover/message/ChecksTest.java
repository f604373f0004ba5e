// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.json.Malformed;
import dev.autofailover.plan.Database.Engine;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final CheckRequest REQUEST = new CheckRequest(
            "orders.example.com", 5432, "orders", Engine.POSTGRESQL, "arn:aws:secretsmanager:…", true, false);

    @Test
    void aQuestionComesBackAsItWas() throws Malformed {
        assertThat(Checks.parseRequest(Checks.write(REQUEST))).isEqualTo(REQUEST);
    }

    @Test
    void anAnswerComesBackAsItWasAndLeavesOutWhatIsNotKnown() throws Malformed {
        var full = new CheckAnswer(
                true, Optional.of(false), Optional.of("0/5000148"), Optional.of(true), Duration.ofMillis(12), "fine");
        var silent = new CheckAnswer(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                "connect timed out");

        assertThat(Checks.parseAnswer(Checks.write(full))).isEqualTo(full);
        assertThat(Checks.parseAnswer(Checks.write(silent))).isEqualTo(silent);
        assertThat(Checks.write(silent)).isEqualTo("""
                        {"version":1,"answer":{"answers":false,"latencyMillis":1000,"reason":"connect timed out"}}""");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(
                        () -> Checks.parseRequest("{\"version\":1,\"check\":{\"port\":70000,\"engine\":\"oracle\"}}"))
                .hasMessageContainingAll("check.host", "check.port: 70000", "check.engine: oracle", "write postgresql");
        assertThatThrownBy(() -> Checks.parseAnswer("{\"version\":1}")).hasMessageContaining("answer: nothing");
        assertThatThrownBy(() -> Checks.parseAnswer("{\"version\":3,\"answer\":{}}"))
                .hasMessageContaining("version: 3");
    }
}
