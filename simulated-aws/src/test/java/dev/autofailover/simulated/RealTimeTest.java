// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RealTimeTest {
    private final RealTime time = new RealTime();

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void aTaskRunsNotBeforeItsTime() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        Instant due = time.instant().plusMillis(30);
        AtomicBoolean early = new AtomicBoolean();
        time.at(due, () -> {
            early.set(time.instant().isBefore(due.minusMillis(1)));
            ran.countDown();
        });
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(early).isFalse();
    }

    @Test
    void aStoppedTaskEndsWhereItPauses() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        SimulatedTime.Running running = time.start(() -> {
            try {
                begun.countDown();
                time.pause(Duration.ofHours(1));
            } catch (SimulatedTime.Stopped end) {
                stopped.countDown();
                throw end;
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        running.stop();
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running.stopped()).isTrue();
    }

    @Test
    void aGateLetsAllThroughWhoWaitForIt() {
        SimulatedTime.Gate gate = time.gate();
        time.after(Duration.ofMillis(5), gate::open);
        List<Supplier<Boolean>> waiters = List.of(
                () -> {
                    gate.await();
                    return true;
                },
                () -> {
                    gate.await();
                    return true;
                });
        assertThat(time.together(waiters)).containsExactly(true, true);
    }

    @Test
    void closingInterruptsWhatRunsAndForgetsWhatIsDue() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        RealTime other = new RealTime();
        other.after(Duration.ofHours(1), () -> ran.set(true));
        other.start(() -> {
            try {
                begun.countDown();
                other.pause(Duration.ofHours(1));
            } finally {
                ended.countDown();
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        other.close();
        assertThat(ended.getCount()).isZero();
        assertThat(ran).isFalse();
    }
}
