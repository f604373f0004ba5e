// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Speaks as much of PostgreSQL's protocol (version 3) on loopback as a check hears, and misbehaves as told. */
final class FakePostgreSql implements AutoCloseable {
    /** What a server does with one connection. */
    @FunctionalInterface
    interface Script {
        void play(Talk talk) throws IOException;
    }

    private final ServerSocket listening;
    private final Script script;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    FakePostgreSql(Script script) throws IOException {
        this.script = script;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What a connection saw next, such as {@code closed} when the client went away; "nothing" after 10 s. */
    String next() throws InterruptedException {
        @Nullable String next = heard.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                script.play(new Talk(socket, heard));
            } catch (IOException gone) {
                heard.add("closed");
            }
        }
    }

    /** One connection. */
    static final class Talk {
        private final DataInputStream in;
        private final DataOutputStream out;
        private final BlockingQueue<String> heard;

        Talk(Socket socket, BlockingQueue<String> heard) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
            this.heard = heard;
        }

        /** Says nothing until the client goes away. */
        void freeze() throws IOException {
            while (in.read() >= 0) {
                // A frozen server reads nothing; its kernel does, until the client closes.
            }
            throw new IOException("the client went away");
        }

        void startup() throws IOException {
            in.readNBytes(in.readInt() - 4);
        }

        void bytes(byte... bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void askForClearTextPassword() throws IOException {
            send('R', bytesOf(3));
        }

        void hear(String name) throws IOException {
            heard.add(name + " " + (char) in.readByte());
        }

        void letIn() throws IOException {
            send('R', bytesOf(0));
            send('S', text("server_version", "17.2"));
            send('S', text("client_encoding", "UTF8"));
            send('S', text("standard_conforming_strings", "on"));
            send('S', text("integer_datetimes", "on"));
            send('Z', new byte[] {'I'});
        }

        void error(String severity, String state, String message) throws IOException {
            send('E', text("S" + severity, "V" + severity, "C" + state, "M" + message, ""));
        }

        void ready() throws IOException {
            send('Z', new byte[] {'I'});
        }

        /** Reads up to the next Sync, or the end. */
        void query() throws IOException {
            byte type;
            do {
                type = in.readByte();
                in.readNBytes(in.readInt() - 4);
            } while (type != 'S');
        }

        /** Answers the check's one question. */
        void row(String... values) throws IOException {
            query();
            send('1', new byte[0]);
            send('2', new byte[0]);
            List<String> names = List.of("in_recovery", "position", "behind_millis", "read_only");
            int[] types = {16, 25, 20, 16};
            ByteArrayOutputStream description = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(description);
            fields.writeShort(names.size());
            for (int i = 0; i < names.size(); i++) {
                fields.write(text(names.get(i)));
                fields.writeInt(0);
                fields.writeShort(0);
                fields.writeInt(types[i]);
                fields.writeShort(-1);
                fields.writeInt(-1);
                fields.writeShort(0);
            }
            send('T', description.toByteArray());
            ByteArrayOutputStream row = new ByteArrayOutputStream();
            DataOutputStream columns = new DataOutputStream(row);
            columns.writeShort(values.length);
            for (String value : values) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                columns.writeInt(bytes.length == 0 ? -1 : bytes.length);
                columns.write(bytes);
            }
            send('D', row.toByteArray());
            send('C', text("SELECT 1"));
            ready();
        }

        /** Answers a statement with an error. */
        void refuse(String state, String message) throws IOException {
            query();
            error("ERROR", state, message);
            ready();
        }

        /** Answers three statements in one, as if all went well. */
        void commit() throws IOException {
            query();
            for (String tag : List.of("SET", "SET", "INSERT 0 1")) {
                send('1', new byte[0]);
                send('2', new byte[0]);
                send('n', new byte[0]);
                send('C', text(tag));
            }
            ready();
        }

        private void send(char type, byte[] body) throws IOException {
            out.writeByte(type);
            out.writeInt(body.length + 4);
            out.write(body);
            out.flush();
        }

        private static byte[] bytesOf(int number) {
            return new byte[] {0, 0, 0, (byte) number};
        }

        private static byte[] text(String... texts) {
            return (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
        }
    }
}
