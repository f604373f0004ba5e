// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.autofailover.json.Malformed;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Signal.Vote VOTE = new Signal.Vote(
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
    void votesOfOneMomentAreOneMessageOfTheNextVersionAndComeBackInTheirOrder() throws Malformed {
        Signal.Vote other = vote("orders-replica", "fine");

        List<String> messages = Signals.write(List.of(VOTE, other));

        assertThat(messages).singleElement().asString().startsWith("{\"version\":2,\"votes\":[{");
        assertThat(Signals.read(messages.getFirst())).isEqualTo(new Signals.Brought(List.of(VOTE, other), List.of()));
    }

    @Test
    void aVoteAloneIsWrittenSoThatAnOlderReleaseCanReadIt() throws Malformed {
        assertThat(Signals.write(List.of(VOTE))).containsExactly(Signals.write(VOTE));
        assertThat(Signals.read(Signals.write(VOTE)).signals()).containsExactly(VOTE);
        assertThat(Signals.write(List.of())).isEmpty();
    }

    @Test
    void votesThatDoNotFitOneMessageAreSeveralEachFarBelowWhatSnsTakes() throws Malformed {
        List<Signal.Vote> many = IntStream.range(0, 1_000)
                .mapToObj(number -> vote("orders-" + number, "ä".repeat(100)))
                .toList();

        List<String> messages = Signals.write(many);

        assertThat(messages)
                .hasSizeBetween(5, 10)
                .allSatisfy(message -> assertThat(message.getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(64 * 1024));
        List<Signal> back = new ArrayList<>();
        for (String message : messages) {
            back.addAll(Signals.read(message).signals());
        }
        assertThat(back).isEqualTo(many);
    }

    @Test
    void aBadVoteAmongGoodOnesIsRefusedAloneAsAMessageOfItsOwn() throws Malformed {
        String message = Signals.write(List.of(VOTE, vote("orders-replica", "fine"), vote("payments", "fine")))
                .getFirst()
                .replace("\"resource\":\"orders-replica\"", "\"resource\":7");

        Signals.Brought brought = Signals.read(message);

        assertThat(brought.signals()).hasSize(2);
        assertThat(brought.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).contains("vote.resource");
            assertThat(refused.message())
                    .startsWith("{\"version\":1,\"vote\":{")
                    .contains("\"resource\":7");
        });
    }

    private static Signal.Vote vote(String resource, String reason) {
        return new Signal.Vote("from-stockholm", resource, "eu-west-1", Opinion.HEALTHY, NOON, NOON, reason, Map.of());
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
            "{\"version\":2,\"votes\":{}}",
            "{\"version\":2,\"votes\":[]}",
            "{\"version\":2,\"votes\":[],\"vote\":{}}",
            "{\"version\":3,\"votes\":[]}",
            "{\"version\":1,\"version\":1}",
            Signals.write(VOTE) + "{}",
            "{\"version\":99999999999999999999}"
        }) {
            assertThatThrownBy(() -> Signals.parse(input)).as(input).isInstanceOf(Malformed.class);
            assertThatThrownBy(() -> Signals.read(input)).as(input).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void aSignalThatBeginsAfterItWasSeenIsRefused() {
        String wrong = Signals.write(VOTE).replace("11:59:57", "12:00:01");

        assertThatThrownBy(() -> Signals.parse(wrong)).hasMessageContaining("vote.since");
    }
}
