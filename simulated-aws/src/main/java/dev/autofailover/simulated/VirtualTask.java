// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.concurrent.Semaphore;

/** A task of {@link VirtualTime}: a thread that runs only while whoever drives the clock waits for it. */
final class VirtualTask {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private volatile boolean stopped;
    private volatile long suspensions;

    /** Runs {@code body} until it ends or suspends for the first time; returns then. */
    void begin(Runnable body) {
        Thread.ofVirtual()
                .name("virtual-time")
                .inheritInheritableThreadLocals(false)
                .start(() -> {
                    go.acquireUninterruptibly();
                    try {
                        body.run();
                    } finally {
                        back.release();
                    }
                });
        resume();
    }

    /** Lets the task go on until it ends or suspends again; returns then. Called by whoever drives the clock. */
    void resume() {
        go.release();
        back.acquireUninterruptibly();
    }

    /** Gives the turn back until the task is resumed. Called by the task itself. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the task itself writes it
    void suspend() {
        back.release();
        go.acquireUninterruptibly();
        suspensions++;
        throwIfStopped();
    }

    /** How often the task has come back from a suspension: tells one suspension from another. */
    long suspensions() {
        return suspensions;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    void throwIfStopped() {
        if (stopped) {
            throw new SimulatedTime.Stopped();
        }
    }
}
