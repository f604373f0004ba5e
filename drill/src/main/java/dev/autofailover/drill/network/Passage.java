// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.network;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The present fault of a gateway as its connections meet it: they pass, they wait, or they come late. */
final class Passage {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Fault fault = new Fault.None();
    private boolean closed;
    private boolean acceptorIdle;

    void set(Fault next) {
        lock.lock();
        try {
            fault = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets all waiters go, for good. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a chunk may pass: at once, after a delay, or when the way is free again. */
    void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isBlocked()) {
                changed.await();
            }
            if (fault instanceof Fault.Slow(Duration delay)) {
                long left = delay.toNanos();
                while (left > 0 && !closed && fault instanceof Fault.Slow) {
                    left = changed.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns true when connections may be accepted, false when the gateway is closed. */
    boolean awaitListening() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && (fault instanceof Fault.Cut || fault instanceof Fault.BlackHole)) {
                acceptorIdle = true;
                changed.signalAll();
                changed.await();
            }
            acceptorIdle = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when nobody accepts connections any more; call it while the fault is one that forbids it. */
    void awaitAcceptorIdle() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !acceptorIdle) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isBlocked() {
        return !closed
                && switch (fault) {
                    case Fault.Freeze _, Fault.BlackHole _ -> true;
                    case Fault.None _, Fault.Cut _, Fault.Slow _ -> false;
                };
    }
}
