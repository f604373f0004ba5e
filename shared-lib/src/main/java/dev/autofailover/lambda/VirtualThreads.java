// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Each task on a virtual thread of its own, which inherits the caller's log context; so many at once at most, the others in line. */
public final class VirtualThreads implements SideBySide {
    private final Semaphore places;

    /**
     * A bound that all callers share.
     *
     * @param atOnce how many tasks run at the same time at most; a task must not wait for another one of the same bound
     */
    public VirtualThreads(int atOnce) {
        places = new Semaphore(atOnce, true);
    }

    @Override
    public <T> List<T> all(List<? extends Supplier<T>> tasks) {
        List<FutureTask<T>> futures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        @Nullable Map<String, String> context = MDC.getCopyOfContextMap();
        for (Supplier<T> task : tasks) {
            FutureTask<T> future = new FutureTask<>(() -> inPlace(task, context));
            futures.add(future);
            // Started from here and not from a pool: the thread inherits what belongs to the caller.
            threads.add(Thread.ofVirtual().name("side-by-side-", futures.size()).start(future));
        }
        try {
            return results(futures);
        } catch (InterruptedException stopped) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
    }

    private <T> T inPlace(Supplier<T> task, @Nullable Map<String, String> context) throws InterruptedException {
        if (context != null) {
            MDC.setContextMap(context);
        }
        places.acquire();
        try {
            return task.get();
        } finally {
            places.release();
        }
    }

    private static <T> List<T> results(List<FutureTask<T>> futures) throws InterruptedException {
        List<T> results = new ArrayList<>();
        @Nullable Throwable first = null;
        for (FutureTask<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException thrown) {
                first = first == null ? thrown.getCause() : first;
            }
        }
        switch (first) {
            case null -> {
                return results;
            }
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable checked -> throw new IllegalStateException("a task was interrupted", checked);
        }
    }

    /** The caller was interrupted while it waited; its tasks have been interrupted as well. */
    public static final class Interrupted extends RuntimeException {
        Interrupted() {
            super("interrupted while tasks ran side by side");
        }
    }
}
