// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final VirtualTime time = new VirtualTime(START);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void anHourPassesAtOnce() {
        time.pause(Duration.ofHours(1));
        assertThat(time.instant()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void whatIsDueRunsInTheOrderOfItsTimeThenOfItsScheduling() {
        time.after(Duration.ofSeconds(2), () -> log("c"));
        time.after(Duration.ofSeconds(1), () -> log("a"));
        time.after(Duration.ofSeconds(1), () -> log("b"));
        time.after(Duration.ofSeconds(9), () -> log("later"));
        time.advance(Duration.ofSeconds(5));
        assertThat(log).containsExactly("1 a", "1 b", "2 c");
    }

    @Test
    void aTaskThatPausesLetsOthersGoOnBesideIt() {
        time.at(START, () -> {
            log("first");
            time.pause(Duration.ofSeconds(10));
            log("first again");
        });
        time.after(Duration.ofSeconds(3), () -> log("second"));
        time.pause(Duration.ofSeconds(20));
        assertThat(log).containsExactly("0 first", "3 second", "10 first again");
        assertThat(time.instant()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void aTaskThatFailsHarmsNoOther() {
        time.at(START, () -> {
            throw new IllegalStateException("on purpose");
        });
        time.after(Duration.ofSeconds(1), () -> log("goes on"));
        time.pause(Duration.ofSeconds(2));
        assertThat(log).containsExactly("1 goes on");
    }

    @Test
    void aGateHoldsUntilItIsOpened() {
        SimulatedTime.Gate gate = time.gate();
        time.start(() -> {
            gate.await();
            log("through");
        });
        time.after(Duration.ofSeconds(4), gate::open);
        gate.await();
        assertThat(time.instant()).isEqualTo(START.plusSeconds(4));
        time.pause(Duration.ofSeconds(1));
        assertThat(log).containsExactly("4 through");
    }

    @Test
    void aGateThatNobodyCanOpenIsReported() {
        assertThatThrownBy(() -> time.gate().await()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStoppedTaskEndsWhereItPausesAndNeverGoesOn() {
        SimulatedTime.Running running = time.start(() -> {
            try {
                time.pause(Duration.ofMinutes(5));
                log("went on");
            } finally {
                log("ended");
            }
        });
        time.pause(Duration.ofSeconds(1));
        running.stop();
        time.pause(Duration.ofMinutes(10));
        assertThat(log).containsExactly("1 ended");
        assertThat(running.stopped()).isTrue();
    }

    @Test
    void aTaskStoppedBeforeItBeganNeverBegins() {
        time.start(() -> log("began")).stop();
        time.pause(Duration.ofSeconds(1));
        assertThat(log).isEmpty();
    }

    private void log(String what) {
        log.add(Duration.between(START, time.instant()).toSeconds() + " " + what);
    }
}
