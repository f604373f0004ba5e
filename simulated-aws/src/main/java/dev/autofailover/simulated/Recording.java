// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every call that was made, in the order in which they ended. */
public final class Recording {
    private static final int KEPT = 100_000;

    private final List<Consumer<RecordedCall>> listeners = new CopyOnWriteArrayList<>();
    private final ArrayDeque<RecordedCall> calls = new ArrayDeque<>();

    /** The calls until now; the newest 100,000 when there were more. */
    public synchronized List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    /** Forgets the calls until now. */
    public synchronized void clear() {
        calls.clear();
    }

    /** Tells {@code listener} of every call from now on, on the thread of the call. */
    public void subscribe(Consumer<RecordedCall> listener) {
        listeners.add(listener);
    }

    void add(RecordedCall call) {
        synchronized (this) {
            calls.addLast(call);
            if (calls.size() > KEPT) {
                calls.removeFirst();
            }
        }
        listeners.forEach(listener -> listener.accept(call));
    }
}
