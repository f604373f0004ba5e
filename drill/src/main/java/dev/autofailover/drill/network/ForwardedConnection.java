// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;

/** One caller's connection through a gateway: two pumps, and an end that both sides see. */
final class ForwardedConnection {
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private final Socket caller;
    private final Socket server = new Socket();
    private final Passage passage;
    private final Consumer<ForwardedConnection> onEnd;

    ForwardedConnection(Socket caller, Passage passage, Consumer<ForwardedConnection> onEnd) {
        this.caller = caller;
        this.passage = passage;
        this.onEnd = onEnd;
    }

    /** Connects to the server as soon as the way is free, and pumps until either side ends. */
    void forward(InetSocketAddress target) {
        try {
            passage.await();
            server.connect(target, (int) CONNECT_LIMIT.toMillis());
            server.setTcpNoDelay(true);
            caller.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> pump(server, caller, this::finish));
            // A caller that has said all it has to say may still want its answer; a server that hangs up listens no
            // more.
            pump(caller, server, server::shutdownOutput);
        } catch (IOException e) {
            // No server there: the caller's connection, which the operating system has accepted already, is reset.
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    /** Holds it without an answer, as a packet filter that drops leaves its caller: until the caller gives up. */
    void ignore() {
        try (caller) {
            var in = caller.getInputStream();
            var unread = new byte[CHUNK_BYTES];
            int length;
            do {
                length = in.read(unread);
            } while (length >= 0);
        } catch (IOException e) {
            // The caller has given up.
        } finally {
            end();
        }
    }

    /** Resets both sides: who reads or writes there gets an error at once. */
    void end() {
        reset(caller);
        reset(server);
        onEnd.accept(this);
    }

    private void pump(Socket from, Socket to, End atTheEnd) {
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            var chunk = new byte[CHUNK_BYTES];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                passage.await();
                out.write(chunk, 0, length);
            }
            // Nor does the end come through where nothing does.
            passage.await();
            atTheEnd.reached();
        } catch (IOException e) {
            endWhenTheWayIsFree();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    private void endWhenTheWayIsFree() {
        try {
            passage.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private void finish() throws IOException {
        caller.close();
        server.close();
        onEnd.accept(this);
    }

    private static void reset(Socket socket) {
        try (socket) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // It is closed, which is all that is wanted here.
        }
    }

    /** What follows when one side has said its last word. */
    @FunctionalInterface
    private interface End {
        void reached() throws IOException;
    }
}
