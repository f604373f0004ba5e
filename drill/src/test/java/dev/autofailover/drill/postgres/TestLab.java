// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** A lab's folder with an installation in the temporary folder, for tests that start real servers. */
public final class TestLab implements AutoCloseable {
    public final LabFolder folder = LabFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
    public final PostgresInstallation installation = PostgresInstallation.in(
            folder, Accounts.random("orders", "orders"), List.of("orders-db.example.com", "*.rds.amazonaws.com"));

    public PostgresServer server(String name) {
        return new PostgresServer(installation, name, freeAddress());
    }

    public static InetSocketAddress freeAddress() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        } catch (IOException e) {
            throw new LabException("no free port", e);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
