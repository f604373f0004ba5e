// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that ends for its caller when its time is up, whatever it is stuck in.
 *
 * <p>A virtual thread that is interrupted while it connects, reads or writes closes its socket ({@link java.net.Socket}); so the
 * interruption also ends the work. Where it does not, as in a name lookup, the thread is left behind to end by itself.
 */
final class Limited {
    private Limited() {}

    /**
     * What {@code work} returns.
     *
     * @param threads virtual, or of the platform for what would hold on to a carrier
     * @throws TimeoutException when it took longer; it has been interrupted then
     * @throws ExecutionException what it threw
     * @throws CancellationException when the caller was interrupted; the work has been as well
     */
    static <T> T run(Thread.Builder threads, Duration limit, Callable<T> work)
            throws TimeoutException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = threads.start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + thread.getName());
        } finally {
            task.cancel(true);
        }
    }
}
