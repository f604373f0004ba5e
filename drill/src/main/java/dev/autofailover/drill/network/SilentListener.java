// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a listening socket deaf without any privilege: nobody accepts from it, and connections of our own fill its queue, so the
 * operating system drops each further SYN unanswered, as if the host were gone.
 */
final class SilentListener implements AutoCloseable {
    /** Much more than the time that a connection on loopback takes, and little to wait for. */
    private static final int FULL_AFTER_MILLIS = 50;

    private static final int MOST = 4 * Gateway.BACKLOG;

    private final List<Socket> fillers = new ArrayList<>();
    private final Set<SocketAddress> addresses = ConcurrentHashMap.newKeySet();

    private final InetSocketAddress listener;

    SilentListener(InetSocketAddress listener) {
        this.listener = listener;
    }

    /**
     * One connection, so that who waits for one wakes up and hears that nobody is to be accepted any more.
     *
     * @return false when the queue is full
     */
    boolean knock() throws IOException {
        var filler = new Socket();
        fillers.add(filler);
        // Bound before it connects: the acceptor must know it for ours at once.
        filler.bind(new InetSocketAddress(listener.getAddress(), 0));
        addresses.add(filler.getLocalSocketAddress());
        try {
            filler.connect(listener, FULL_AFTER_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Fills the queue, from which nobody accepts any more until {@link #close}. */
    void fill() throws IOException {
        while (knock()) {
            if (fillers.size() > MOST) {
                throw new IOException("this operating system does not let a listening socket's queue fill up");
            }
        }
    }

    /** Whether the caller at this address is one of our fillers, accepted after all when the listener hears again. */
    boolean isFiller(SocketAddress caller) {
        return addresses.contains(caller);
    }

    @Override
    public void close() throws IOException {
        for (var filler : fillers) {
            filler.close();
        }
    }
}
