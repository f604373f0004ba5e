// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.watch.Pace.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void whileAllIsWellAnObserverOfOnceAMinuteLeavesAfterOneLook() {
        assertThat(next("PT60S", Mood.CALM)).isEmpty();
    }

    @Test
    void aShorterIntervalIsKeptWithinTheInvocation() {
        assertThat(next("PT5S", Mood.CALM)).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"PT60S,PT1S", "PT5S,PT1S", "PT2S,PT0.4S", "PT1S,PT0.2S", "PT0.5S,PT0.2S"})
    void aRetryComesSoonerThanTheNextLook(String every, String retry) {
        assertThat(next(every, Mood.UNSETTLED)).contains(Duration.parse(retry));
    }

    @Test
    void whatIsSickIsLookedAtEveryFiveSecondsOrAsOftenAsThePlanSays() {
        assertThat(next("PT60S", Mood.SICK)).contains(Duration.ofSeconds(5));
        assertThat(next("PT2S", Mood.SICK)).contains(Duration.ofSeconds(2));
    }

    @Test
    void anInvocationLeavesBeforeTheMinuteIsOver() {
        Shift shift = new Shift(NOW, Duration.ofMinutes(5));

        assertThat(shift.lastStart(Duration.ofSeconds(3))).isEqualTo(NOW.plusSeconds(58));
    }

    @Test
    void anInvocationBeginsNoCheckThatItsOwnTimeLimitCouldCutOff() {
        Shift shift = new Shift(NOW, Duration.ofSeconds(30));

        assertThat(shift.lastStart(Duration.ofSeconds(3))).isEqualTo(NOW.plusSeconds(25));
    }

    private static Optional<Duration> next(String every, Mood mood) {
        return new Pace(Duration.parse(every)).next(mood);
    }
}
