// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VirtualThreadsTest {
    @Test
    void resultsComeInTheOrderOfTheTasks() {
        List<Supplier<Integer>> tasks = IntStream.range(0, 100)
                .<Supplier<Integer>>mapToObj(n -> () -> n)
                .toList();

        assertThat(new VirtualThreads(8).all(tasks))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void asManyRunAtOnceAsThereArePlacesAndNoMore() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier threeAreHere = new CyclicBarrier(3);
        Supplier<Integer> task = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            meet(threeAreHere);
            return running.decrementAndGet();
        };

        new VirtualThreads(3).all(IntStream.range(0, 60).mapToObj(n -> task).toList());

        assertThat(most).hasValue(3);
    }

    @Test
    void whatOneThrowsIsThrownWhenTheOthersHaveEnded() {
        AtomicBoolean ended = new AtomicBoolean();
        Supplier<Boolean> fails = () -> {
            throw new IllegalStateException("this one");
        };
        Supplier<Boolean> works = () -> ended.getAndSet(true);

        assertThatThrownBy(() -> new VirtualThreads(1).all(List.of(fails, works)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this one");
        assertThat(ended).isTrue();
    }

    @Test
    void anInterruptedCallerInterruptsItsTasks() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        Supplier<Boolean> task = () -> {
            caller.interrupt();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            interrupted.set(true);
            return true;
        };

        assertThatThrownBy(() -> new VirtualThreads(1).all(List.of(task)))
                .isInstanceOf(VirtualThreads.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        await(interrupted);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new AssertionError("fewer ran at once than there are places", alone);
        }
    }

    private static void await(AtomicBoolean flag) {
        while (!flag.get()) {
            Thread.onSpinWait();
        }
    }
}
