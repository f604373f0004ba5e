// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock on the wall. Tasks run beside each other on virtual threads; closing it interrupts them and leaves no thread behind. */
public final class RealTime implements SimulatedTime, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);

    private final ScheduledThreadPoolExecutor schedule;
    private final ExecutorService tasks;

    public RealTime() {
        schedule = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("simulated-time").daemon().factory());
        schedule.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // Invocations inherit whose they are; a scheduled task must not inherit it from whoever scheduled it.
        tasks = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name("simulated-", 0)
                .inheritInheritableThreadLocals(false)
                .factory());
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public void pause(Duration howLong) {
        try {
            Thread.sleep(howLong);
        } catch (InterruptedException interrupted) {
            throw stopped();
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the task reports its own failure
    public void at(Instant when, Runnable task) {
        long delay = Math.max(0, Duration.between(instant(), when).toNanos());
        try {
            schedule.schedule(() -> start(task), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: a task is no longer scheduled", closed);
        }
    }

    @Override
    public Running start(Runnable task) {
        RealTask started = new RealTask();
        try {
            tasks.execute(() -> started.run(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: a task is no longer started", closed);
        }
        return started;
    }

    @Override
    public Gate gate() {
        CountDownLatch latch = new CountDownLatch(1);
        return new Gate() {
            @Override
            public void await() {
                try {
                    latch.await();
                } catch (InterruptedException interrupted) {
                    throw stopped();
                }
            }

            @Override
            public void open() {
                latch.countDown();
            }
        };
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        tasks.shutdownNow();
        try {
            // A task that ignores its interruption must not keep the lab from ending.
            if (!tasks.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("some tasks did not end within 5 s of being interrupted");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stopped stopped() {
        Thread.currentThread().interrupt();
        return new Stopped();
    }

    private static final class RealTask implements Running {
        private volatile boolean stopped;
        private @Nullable Thread thread;

        void run(Runnable body) {
            synchronized (this) {
                if (stopped) {
                    return;
                }
                thread = Thread.currentThread();
            }
            try {
                body.run();
            } catch (Stopped expected) {
                LOG.debug("a task was stopped", expected);
            } catch (Throwable thrown) {
                LOG.error("a task failed", thrown);
            } finally {
                synchronized (this) {
                    thread = null;
                }
            }
        }

        @Override
        public synchronized void stop() {
            stopped = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        @Override
        public boolean stopped() {
            return stopped;
        }
    }
}
