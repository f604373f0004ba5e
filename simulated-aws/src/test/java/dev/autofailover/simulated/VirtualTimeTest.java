// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
        assertThat(time.failures()).singleElement().isInstanceOf(IllegalStateException.class);
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

    @Test
    void tasksTogetherTakeAsLongAsTheLongestAndAnswerInOrder() {
        List<Supplier<String>> tasks = List.of(() -> paused(3), () -> paused(1), () -> paused(2));
        assertThat(time.together(tasks)).containsExactly("3", "1", "2");
        assertThat(log).containsExactly("1 1", "2 2", "3 3");
        assertThat(time.instant()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void aTaskThatThrowsAmongOthersIsHeardWhenAllHaveEnded() {
        List<Supplier<String>> tasks = List.of(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                () -> paused(2));
        assertThatThrownBy(() -> time.together(tasks)).hasMessage("on purpose");
        assertThat(log).containsExactly("2 2");
    }

    @Test
    void threadsThatAreNoTasksOfTheClockMayPauseToo() throws InterruptedException {
        time.start(() -> {
            Thread beside = Thread.ofVirtual().start(() -> time.pause(Duration.ofSeconds(2)));
            try {
                beside.join();
                log("joined");
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        time.pause(Duration.ofSeconds(5));
        assertThat(log).containsExactly("2 joined");
    }

    @Test
    void closingEndsWhatPauses() {
        time.start(() -> {
            try {
                time.pause(Duration.ofDays(1));
            } finally {
                log("ended");
            }
        });
        time.pause(Duration.ofSeconds(1));
        time.close();
        assertThat(log).containsExactly("1 ended");
        assertThat(time.idle()).isTrue();
    }

    private String paused(long seconds) {
        time.pause(Duration.ofSeconds(seconds));
        log(Long.toString(seconds));
        return Long.toString(seconds);
    }

    private void log(String what) {
        log.add(Duration.between(START, time.instant()).toSeconds() + " " + what);
    }
}
