// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that sends back each byte it gets. */
class GatewayTest {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int BRIEFLY_MILLIS = 200;

    private final LoopbackNetwork network = LoopbackNetwork.claim(new Random());
    private final InetSocketAddress checker = new InetSocketAddress(network.address(9), 0);
    private ServerSocket server = new ServerSocket();
    private Gateway gateway;

    GatewayTest() throws IOException {}

    @BeforeEach
    void open() throws IOException {
        server.bind(new InetSocketAddress(network.address(2), 0));
        Thread.startVirtualThread(() -> echo(server));
        var listen = network.address(1);
        gateway = Gateway.open(new InetSocketAddress(listen, network.portFreeOn(List.of(listen))), address(server));
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        server.close();
        network.close();
    }

    @Test
    void bytesPassBothWays() throws IOException {
        try (var caller = connect()) {
            assertThat(answerTo(7, caller)).isEqualTo(7);
        }
    }

    @Test
    void aCutResetsWhatIsOpenAndRefusesTheNew() throws IOException {
        var open = connect();
        answerTo(1, open);

        gateway.apply(new Fault.Cut());

        assertThatThrownBy(() -> answerTo(2, open)).isInstanceOf(SocketException.class);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class).hasMessageContaining("refused");
        gateway.apply(new Fault.None());
        assertThat(answerTo(3, connect())).isEqualTo(3);
    }

    @Test
    void aBlackHoleAnswersNoSynAndSaysNothingOnWhatIsOpen() throws IOException {
        var open = connect();
        answerTo(1, open);

        gateway.apply(new Fault.BlackHole());

        assertThatThrownBy(this::connectBriefly)
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("onnect timed out");
        assertSilent(open, 2);
    }

    @Test
    void theEndOfAServerDoesNotShowThroughABlackHole() throws IOException {
        var open = connect();
        answerTo(1, open);
        gateway.apply(new Fault.BlackHole());

        server.close();
        send(0, open);

        assertSilent(open, 2);
    }

    @Test
    void whatWasHeldBackComesWhenTheRegionIsBack() throws IOException {
        var open = connect();
        gateway.apply(new Fault.BlackHole());
        assertSilent(open, 5);

        gateway.apply(new Fault.None());

        assertThat(read(open, PATIENCE_MILLIS)).isEqualTo(5);
        assertThat(answerTo(6, connect())).isEqualTo(6);
    }

    @Test
    void aFrozenHostAcceptsAndSaysNothing() throws IOException {
        var open = connect();
        answerTo(1, open);

        gateway.apply(new Fault.Freeze());

        assertSilent(open, 2);
        var late = connect();
        assertSilent(late, 3);
        gateway.apply(new Fault.None());
        assertThat(read(late, PATIENCE_MILLIS)).isEqualTo(3);
    }

    @Test
    void aSlowWayDelaysEveryChunk() throws IOException {
        gateway.apply(new Fault.Slow(Duration.ofMillis(100)));
        try (var caller = connect()) {
            long began = System.nanoTime();
            assertThat(answerTo(1, caller)).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void onlyTheAdmittedAreAnsweredAndWhatIsOpenStaysOpen() throws IOException {
        var open = connect();
        answerTo(1, open);

        gateway.admit(caller -> caller.getAddress().equals(checker.getAddress()));

        assertSilent(connect(), 2);
        assertThat(answerTo(3, open)).isEqualTo(3);
        try (var admitted = new Socket()) {
            admitted.bind(checker);
            admitted.connect(gateway.address(), PATIENCE_MILLIS);
            assertThat(answerTo(4, admitted)).isEqualTo(4);
        }
        gateway.endConnections();
        assertThatThrownBy(() -> answerTo(5, open)).isInstanceOf(SocketException.class);
    }

    @Test
    void withoutAServerTheCallerIsReset() throws IOException {
        server.close();
        assertThatThrownBy(() -> answerTo(1, connect())).isInstanceOf(SocketException.class);
    }

    @Test
    void twoLabsGetDifferentNetworks() {
        try (var one = LoopbackNetwork.claim(new Random(1));
                var other = LoopbackNetwork.claim(new Random(1))) {
            assertThat(one.toString()).isNotEqualTo(other.toString());
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.connect(gateway.address(), PATIENCE_MILLIS);
        return socket;
    }

    private void connectBriefly() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(gateway.address(), BRIEFLY_MILLIS);
        }
    }

    private static int answerTo(int sent, Socket caller) throws IOException {
        send(sent, caller);
        int answer = read(caller, PATIENCE_MILLIS);
        if (answer < 0) {
            throw new SocketException("closed without an answer");
        }
        return answer;
    }

    private static void assertSilent(Socket caller, int sent) throws IOException {
        send(sent, caller);
        assertThatThrownBy(() -> read(caller, BRIEFLY_MILLIS)).isInstanceOf(SocketTimeoutException.class);
    }

    private static void send(int sent, Socket caller) throws IOException {
        caller.getOutputStream().write(sent);
    }

    private static int read(Socket caller, int limitMillis) throws IOException {
        caller.setSoTimeout(limitMillis);
        return caller.getInputStream().read();
    }

    private static InetSocketAddress address(ServerSocket server) {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** A zero makes it hang up. */
    private static void echo(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                Thread.startVirtualThread(() -> echo(caller));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket caller) {
        try (caller) {
            for (int got = caller.getInputStream().read();
                    got > 0;
                    got = caller.getInputStream().read()) {
                caller.getOutputStream().write(got);
            }
        } catch (IOException e) {
            // The caller is gone; nothing is left to do for it.
        }
    }
}
