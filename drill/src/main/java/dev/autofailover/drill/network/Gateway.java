// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The way to one server: listens on an address of its own, forwards to where the server really listens, and can be broken in the ways of
 * {@link Fault}. A rule says who may come in; replication goes through a gateway of its own, to which no such rule is given, as
 * RDS replicates on a network that security groups don't reach.
 *
 * <p>A caller whom the rule refuses is not answered. On AWS it would not even be connected; here the operating system has accepted
 * the connection before anybody can see who calls, so it is held, silent, and the caller's read time-out speaks rather than its connect time-out. In the
 * same way a caller meets a reset rather than a refusal when there is a gateway but no server behind it.
 */
public final class Gateway implements AutoCloseable {
    /** Small enough to be filled quickly, large enough for a crowd that reconnects all at once. */
    static final int BACKLOG = 32;

    private final InetSocketAddress address;
    private final InetSocketAddress target;
    private final Passage passage = new Passage();
    private final Set<ForwardedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile Predicate<InetSocketAddress> admission = _ -> true;
    private volatile ServerSocket listener;
    private volatile Optional<SilentListener> silent = Optional.empty();

    private Gateway(InetSocketAddress address, InetSocketAddress target, ServerSocket listener) {
        this.address = address;
        this.target = target;
        this.listener = listener;
    }

    /**
     * Opens one, without any fault and for everybody.
     *
     * @throws IOException when {@code address} can't be listened on
     */
    public static Gateway open(InetSocketAddress address, InetSocketAddress target) throws IOException {
        var gateway = new Gateway(address, target, listenOn(address));
        Thread.startVirtualThread(gateway::acceptUntilClosed);
        return gateway;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Puts this fault in the place of the present one; in effect on return, for new connections and for those that are open. */
    public synchronized void apply(Fault fault) {
        try {
            passage.set(fault);
            hearAgain();
            if (fault instanceof Fault.Cut) {
                listener.close();
                endConnections();
            } else if (listener.isClosed()) {
                listener = listenOn(address);
                // The acceptor may have seen the new fault before the new listener.
                passage.set(fault);
            }
            if (fault instanceof Fault.BlackHole) {
                fallSilent();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("gateway " + address + " cannot take on " + fault, e);
        }
    }

    /**
     * Says who may connect from now on, by the address and port from which the call comes. As with a security group, connections
     * that are open stay open.
     */
    public void admit(Predicate<InetSocketAddress> rule) {
        admission = rule;
    }

    /** Resets the connections that are open. */
    public void endConnections() {
        connections.forEach(ForwardedConnection::end);
    }

    @Override
    public synchronized void close() {
        passage.close();
        try {
            listener.close();
            hearAgain();
        } catch (IOException e) {
            throw new UncheckedIOException("gateway " + address + " cannot be closed", e);
        } finally {
            endConnections();
        }
    }

    private void fallSilent() throws IOException, InterruptedException {
        var fillers = new SilentListener(address);
        silent = Optional.of(fillers);
        fillers.knock();
        passage.awaitAcceptorIdle();
        fillers.fill();
    }

    /** What is in the queue now is known for ours when it is accepted, so {@link #silent} stays. */
    private void hearAgain() throws IOException {
        if (silent.isPresent()) {
            silent.get().close();
        }
    }

    private static ServerSocket listenOn(InetSocketAddress address) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private void acceptUntilClosed() {
        try {
            while (passage.awaitListening()) {
                acceptOne();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptOne() {
        try {
            var caller = listener.accept();
            if (silent.filter(filled -> filled.isFiller(caller.getRemoteSocketAddress()))
                    .isPresent()) {
                caller.close();
            } else {
                serve(caller);
            }
        } catch (IOException e) {
            // The listener was closed by a fault or by the end; which of them it was, the loop asks next.
        }
    }

    private void serve(Socket caller) {
        var connection = new ForwardedConnection(caller, passage, connections::remove);
        connections.add(connection);
        boolean admitted = admission.test((InetSocketAddress) caller.getRemoteSocketAddress());
        Thread.startVirtualThread(() -> {
            if (admitted) {
                connection.forward(target);
            } else {
                connection.ignore();
            }
        });
    }
}
