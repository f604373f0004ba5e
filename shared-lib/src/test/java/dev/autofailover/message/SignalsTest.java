// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.autofailover.json.Malformed;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Signal VOTE = new Signal.Vote(
            "from-stockholm",
            "orders",
            "eu-west-1",
            Opinion.DOWN,
            NOON,
            NOON.minusSeconds(3),
            Optional.of(NOON.minusSeconds(7)),
            "connect timed out",
            Map.of("tries", "2"));

    @Test
    void aVoteIsWrittenWithItsVersionFirst() {
        assertThat(Signals.write(VOTE)).isEqualTo("""
                        {"version":1,"vote":{"observer":"from-stockholm","resource":"orders","region":"eu-west-1",\
                        "opinion":"DOWN","at":"2026-11-21T12:00:00Z","since":"2026-11-21T11:59:57Z",\
                        "reason":"connect timed out","wellAt":"2026-11-21T11:59:53Z","evidence":{"tries":"2"}}}""");
    }

    @Test
    void everySignalComesBackAsItWas() throws Malformed {
        var repair = new Signal.Repair("rds-events", "orders", "eu-west-1", true, NOON, "failover complete");
        var block = new Signal.PromotionBlock("rds-events", "orders", "eu-west-1", false, NOON, "key not accessible");

        assertThat(Signals.parse(Signals.write(VOTE))).isEqualTo(VOTE);
        assertThat(Signals.parse(Signals.write(repair))).isEqualTo(repair);
        assertThat(Signals.parse(Signals.write(block))).isEqualTo(block);
    }

    @Test
    void aVoteOfAnObserverThatCannotTellWhenAllWasWellComesBackToo() throws Malformed {
        var vote = new Signal.Vote(
                "rds-events", "orders", "eu-west-1", Opinion.DOWN, NOON, NOON, "failed", Map.of("status", "failed"));

        assertThat(Signals.write(vote)).doesNotContain("wellAt");
        assertThat(Signals.parse(Signals.write(vote))).isEqualTo(vote);
    }

    @Test
    void aNewerVersionIsRefusedWithItsNumberAndNothingElseIsSaidOfIt() {
        var refused = catchThrowableOfType(
                Malformed.class, () -> Signals.parse("{\"version\":12,\"vote\":{\"colour\":\"red\"}}"));

        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("version");
            assertThat(error.value()).isEqualTo("12");
        });
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithFieldValueAndRemedy() {
        var refused = catchThrowableOfType(Malformed.class, () -> Signals.parse("""
                        {"version":1,"vote":{"observer":"","region":7,"opinion":"SICK","at":"noon","reason":"r"}}"""));

        assertThat(refused.errors())
                .extracting(error -> error.path() + "=" + error.value())
                .containsExactly(
                        "vote.observer=\"\"",
                        "vote.resource=nothing",
                        "vote.region=7",
                        "vote.at=noon",
                        "vote.opinion=SICK");
        assertThat(refused.errors())
                .allSatisfy(error -> assertThat(error.remedy()).startsWith("write "));
    }

    @Test
    void anUnknownFieldOfTheSameVersionIsNoError() throws Malformed {
        String later = Signals.write(VOTE).replace("\"observer\":", "\"mood\":\"bad\",\"observer\":");

        assertThat(Signals.parse(later)).isEqualTo(VOTE);
    }

    @Test
    void whatIsNoSignalIsRefusedWithAReason() {
        String deep = "{\"version\":1,\"vote\":" + "[".repeat(100_000);
        for (String input : new String[] {
            "",
            " ",
            "null",
            "7",
            "[]",
            "hello",
            "{",
            "{}",
            deep,
            "{\"version\":1}",
            "{\"version\":\"1\",\"vote\":{}}",
            "{\"version\":0,\"vote\":{}}",
            "{\"version\":1,\"vote\":[]}",
            "{\"version\":1,\"vote\":{},\"repair\":{}}",
            "{\"version\":1,\"version\":1}",
            Signals.write(VOTE) + "{}",
            "{\"version\":99999999999999999999}"
        }) {
            assertThatThrownBy(() -> Signals.parse(input)).as(input).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void aSignalThatBeginsAfterItWasSeenIsRefused() {
        String wrong = Signals.write(VOTE).replace("11:59:57", "12:00:01");

        assertThatThrownBy(() -> Signals.parse(wrong)).hasMessageContaining("vote.since");
    }
}
