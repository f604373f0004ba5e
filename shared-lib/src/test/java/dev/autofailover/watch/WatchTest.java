// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import static dev.autofailover.vote.Opinion.DOWN;
import static dev.autofailover.vote.Opinion.HEALTHY;
import static dev.autofailover.vote.Opinion.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.vote.Opinion;
import dev.autofailover.watch.Watch.Kind;
import dev.autofailover.watch.Watch.Looked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void theFirstCheckThatPassesMakesHealthy() {
        assertThat(opinions(3, Kind.PASSED)).containsExactly(HEALTHY);
    }

    @Test
    void aFailedCheckIsSuspectUntilAsManyFailedInARowAsThePlanSays() {
        assertThat(opinions(3, Kind.PASSED, Kind.FAILED, Kind.FAILED, Kind.FAILED, Kind.FAILED))
                .containsExactly(HEALTHY, SUSPECT, SUSPECT, DOWN, DOWN);
    }

    @Test
    void withOneTryTheFirstFailedCheckMakesDown() {
        assertThat(opinions(1, Kind.FAILED)).containsExactly(DOWN);
    }

    @Test
    void aCheckThatPassesInBetweenBreaksTheRow() {
        assertThat(opinions(2, Kind.FAILED, Kind.PASSED, Kind.FAILED, Kind.FAILED))
                .containsExactly(SUSPECT, HEALTHY, SUSPECT, DOWN);
    }

    @Test
    void anAilingTargetIsSuspectAndNeverBecomesDown() {
        assertThat(opinions(2, Kind.AILING, Kind.AILING, Kind.AILING, Kind.FAILED, Kind.AILING, Kind.FAILED))
                .containsExactly(SUSPECT, SUSPECT, SUSPECT, SUSPECT, SUSPECT, SUSPECT);
    }

    @Test
    void whatWasDownIsHealthyOnlyAfterAsManyGoodChecksInARow() {
        assertThat(opinions(2, Kind.FAILED, Kind.FAILED, Kind.PASSED, Kind.FAILED, Kind.PASSED, Kind.PASSED))
                .containsExactly(SUSPECT, DOWN, SUSPECT, SUSPECT, SUSPECT, HEALTHY);
    }

    @Test
    void downIsHeldSinceTheFirstOfTheFailedChecksBegan() {
        Watch down = after(2, Kind.PASSED, Kind.FAILED, Kind.FAILED, Kind.FAILED);

        assertThat(down.opinion()).isEqualTo(DOWN);
        assertThat(down.since()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void itIsKnownWhenAllWasLastWellHoweverManyChecksFailAfterThat() {
        assertThat(after(2, Kind.FAILED).wellAt()).isEmpty();
        assertThat(after(2, Kind.PASSED, Kind.PASSED, Kind.AILING, Kind.FAILED, Kind.FAILED)
                        .interrupted()
                        .wellAt())
                .contains(START.plusSeconds(1));
    }

    @Test
    void healthyIsHeldSinceTheFirstGoodCheckHoweverManyFollow() {
        assertThat(after(2, Kind.PASSED, Kind.PASSED, Kind.PASSED).since()).isEqualTo(START);
    }

    @Test
    void anInterruptionKeepsDownButCountsAnUnfinishedRowAnew() {
        Watch down = after(2, Kind.FAILED, Kind.FAILED).interrupted();
        Watch suspect = after(2, Kind.FAILED).interrupted();

        Looked failed = new Looked(Kind.FAILED, START.plusSeconds(9), START.plusSeconds(9));
        assertThat(Watch.after(Optional.of(down), failed, 2).opinion()).isEqualTo(DOWN);
        assertThat(Watch.after(Optional.of(down), failed, 2).since()).isEqualTo(START);
        assertThat(Watch.after(Optional.of(suspect), failed, 2).opinion()).isEqualTo(SUSPECT);
    }

    @Test
    void whatNobodyLookedAtForLongerThanAVoteCountsIsForgotten() {
        Watch healthy = after(2, Kind.PASSED);

        assertThat(healthy.forgotten(START.plusSeconds(90), Duration.ofSeconds(90)))
                .isFalse();
        assertThat(healthy.forgotten(START.plusSeconds(91), Duration.ofSeconds(90)))
                .isTrue();
    }

    @Test
    void onlyACheckThatDecidesIsUnsettled() {
        assertThat(after(2, Kind.FAILED).unsettled()).isTrue();
        assertThat(after(2, Kind.FAILED, Kind.FAILED, Kind.PASSED).unsettled()).isTrue();
        assertThat(after(2, Kind.FAILED, Kind.FAILED).unsettled()).isFalse();
        assertThat(after(2, Kind.AILING).unsettled()).isFalse();
        assertThat(after(2, Kind.PASSED).unsettled()).isFalse();
    }

    private static List<Opinion> opinions(int tries, Kind... kinds) {
        return held(tries, kinds).stream().map(Watch::opinion).toList();
    }

    private static Watch after(int tries, Kind... kinds) {
        return held(tries, kinds).getLast();
    }

    /** One check a second. */
    private static List<Watch> held(int tries, Kind... kinds) {
        List<Watch> held = new ArrayList<>();
        for (Kind kind : kinds) {
            Instant at = START.plusSeconds(held.size());
            Optional<Watch> before = held.isEmpty() ? Optional.empty() : Optional.of(held.getLast());
            held.add(Watch.after(before, new Looked(kind, at, at), tries));
        }
        return held;
    }
}
