// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that stands still until somebody pauses, and then jumps from one due task to the next.
 *
 * <p>Tasks run one at a time, in the order of their time and then of their scheduling, so that a run can be repeated exactly. Each
 * has a thread of its own, but only to be able to pause in the middle: while one task pauses, others that are due sooner go on, as they would
 * beside it in reality. A thread that is no task of this clock, such as a test's own, drives the tasks while it pauses or waits.
 * Several such threads at once are safe, but then the order is theirs.
 */
public final class VirtualTime implements SimulatedTime, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualTime.class);

    /** A test that waits for something for longer waits in vain: schedules would keep the clock going for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private record Event(Instant when, long number, Runnable action) {}

    @SuppressWarnings("ThreadLocalUsage") // a task belongs to one clock, and a test may have several
    private final ThreadLocal<@Nullable VirtualTask> current = new ThreadLocal<>();

    /** Guarded by this, as are the others that are not final. */
    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparing(Event::when).thenComparingLong(Event::number));

    private final List<VirtualTask> suspended = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long scheduled;
    private Instant now;

    /** A clock that shows {@code start}. */
    public VirtualTime(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Lets {@code howLong} pass: runs all that is due until then. The same as a pause, said by a test. */
    public void advance(Duration howLong) {
        pause(howLong);
    }

    @Override
    public void pause(Duration howLong) {
        Instant until = instant().plus(howLong);
        VirtualTask task = current.get();
        if (task == null) {
            drive(until, () -> false);
            return;
        }
        task.throwIfStopped();
        long suspension = task.suspensions();
        schedule(until, () -> resume(task, suspension));
        suspend(task);
    }

    @Override
    public void at(Instant when, Runnable task) {
        schedule(when, () -> begin(new VirtualTask(), task));
    }

    @Override
    public Running start(Runnable task) {
        VirtualTask started = new VirtualTask();
        schedule(instant(), () -> begin(started, task));
        return new Running() {
            @Override
            public void stop() {
                started.stop();
                long suspension = started.suspensions();
                schedule(instant(), () -> resume(started, suspension));
            }

            @Override
            public boolean stopped() {
                return started.isStopped();
            }
        };
    }

    @Override
    public Gate gate() {
        return new VirtualGate();
    }

    /** What tasks threw until now: a test that expects none asserts that. */
    public synchronized List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Whether anything is scheduled. */
    public synchronized boolean idle() {
        return queue.isEmpty();
    }

    /** Stops the tasks that pause or wait, and forgets those that are scheduled. */
    @Override
    public void close() {
        List<VirtualTask> left;
        synchronized (this) {
            queue.clear();
            left = List.copyOf(suspended);
        }
        for (VirtualTask task : left) {
            task.stop();
            resume(task, task.suspensions());
        }
        synchronized (this) {
            queue.clear();
        }
    }

    private synchronized void schedule(Instant when, Runnable action) {
        queue.add(new Event(when, scheduled++, action));
    }

    /** Runs what is due, until {@code until} is reached or {@code enough} says so. Returns whether anything could still come. */
    private boolean drive(Instant until, BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            Event event = next(until);
            if (event == null) {
                return false;
            }
            event.action().run();
        }
        return true;
    }

    private synchronized @Nullable Event next(Instant until) {
        Event event = queue.peek();
        if (event == null || event.when().isAfter(until)) {
            if (now.isBefore(until)) {
                now = until;
            }
            return null;
        }
        if (now.isBefore(event.when())) {
            now = event.when();
        }
        return queue.poll();
    }

    private void begin(VirtualTask task, Runnable body) {
        if (task.isStopped()) {
            return;
        }
        task.begin(() -> {
            current.set(task);
            try {
                body.run();
            } catch (Stopped expected) {
                LOG.debug("a task was stopped", expected);
            } catch (Throwable thrown) {
                LOG.error("a scheduled task failed", thrown);
                synchronized (this) {
                    failures.add(thrown);
                }
            }
        });
    }

    private void suspend(VirtualTask task) {
        synchronized (this) {
            suspended.add(task);
        }
        task.suspend();
    }

    private void resume(VirtualTask task, long suspension) {
        synchronized (this) {
            // A task that was stopped meanwhile has gone on already, or suspends anew for another reason.
            if (task.suspensions() != suspension || !suspended.remove(task)) {
                return;
            }
        }
        task.resume();
    }

    private final class VirtualGate implements Gate {
        private final List<Runnable> waiting = new ArrayList<>();
        private boolean open;

        @Override
        public void await() {
            VirtualTask task = current.get();
            if (task == null) {
                if (!drive(instant().plus(LONGEST_WAIT), this::isOpen)) {
                    throw new IllegalStateException("nothing opened this gate within a day");
                }
                return;
            }
            task.throwIfStopped();
            long suspension = task.suspensions();
            synchronized (this) {
                if (open) {
                    return;
                }
                waiting.add(() -> resume(task, suspension));
            }
            suspend(task);
        }

        @Override
        public void open() {
            List<Runnable> due;
            synchronized (this) {
                open = true;
                due = List.copyOf(waiting);
                waiting.clear();
            }
            due.forEach(resumption -> schedule(instant(), resumption));
        }

        private synchronized boolean isOpen() {
            return open;
        }
    }
}
