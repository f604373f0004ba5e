// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;

/** An authoritative DNS server on the loopback interface, by UDP and TCP on the same free port. */
public final class DnsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsServer.class);
    private static final int LARGEST_UDP = 512;
    private static final int PATIENCE_MILLIS = 5_000;

    private final DnsAnswers answers;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private DnsServer(Zone zone, DatagramSocket udp, ServerSocket tcp) {
        this.answers = new DnsAnswers(zone);
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Starts answering from {@code zone}, which may change at any time. */
    public static DnsServer start(Zone zone) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket tcp = new ServerSocket(0, 50, loopback);
        try {
            DnsServer server = new DnsServer(zone, new DatagramSocket(tcp.getLocalPort(), loopback), tcp);
            server.threads.execute(server::serveUdp);
            server.threads.execute(server::serveTcp);
            return server;
        } catch (SocketException taken) {
            tcp.close();
            throw taken;
        }
    }

    /** Where it answers. */
    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    private void serveUdp() {
        byte[] buffer = new byte[LARGEST_UDP];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                byte[] answer = answers.answer(query).toWire(LARGEST_UDP);
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (SocketException closed) {
                LOG.debug("no longer listening on UDP", closed);
            } catch (IOException malformed) {
                LOG.debug("a query that can't be read", malformed);
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                LOG.debug("no longer listening on TCP", closed);
            }
        }
    }

    private void serve(Socket open) {
        try (Socket socket = open) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] query = in.readNBytes(in.readUnsignedShort());
            byte[] answer = answers.answer(new Message(query)).toWire();
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(answer.length);
            out.write(answer);
            out.flush();
        } catch (IOException gone) {
            LOG.debug("a client that went away, or spoke no DNS", gone);
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        threads.shutdownNow();
    }
}
