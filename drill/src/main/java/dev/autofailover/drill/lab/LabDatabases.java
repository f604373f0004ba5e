// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.drill.client.MissingRows;
import dev.autofailover.drill.network.LoopbackNetwork;
import dev.autofailover.drill.postgres.Accounts;
import dev.autofailover.drill.postgres.LabFolder;
import dev.autofailover.drill.postgres.PostgresInstallation;
import dev.autofailover.drill.postgres.PostgresPair;
import dev.autofailover.drill.postgres.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The real PostgreSQL servers of a lab, the second a standby of the first, each behind its network.
 *
 * @param bySite in the order in which the sites were given
 * @param port the one port at which all of them answer
 * @param way as whom the servers run, in one line
 */
record LabDatabases(Map<String, LabDatabase> bySite, int port, Accounts accounts, String way) {
    private static final String DATABASE = "orders";

    /**
     * A site to be.
     *
     * @param endpoint its host name, for the server's certificate
     */
    record NewSite(String name, String endpoint, String isolation) {}

    /** Starts them; returns when the standby follows. */
    static LabDatabases start(List<NewSite> sites, List<String> regions, Closing closing) throws IOException {
        LoopbackNetwork network = closing.add(LoopbackNetwork.claim(RandomGenerator.getDefault()));
        LabFolder folder = closing.add(LabFolder.in(Path.of(System.getProperty("java.io.tmpdir"))));
        Accounts accounts = Accounts.random("orders_app", DATABASE);
        List<String> names = sites.stream().map(NewSite::endpoint).toList();
        PostgresInstallation installation = PostgresInstallation.in(folder, accounts, names);
        int each = SiteNetwork.addresses(regions);
        int port = network.portFreeOn(IntStream.rangeClosed(1, each * sites.size())
                .mapToObj(network::address)
                .toList());
        Map<String, LabDatabase> databases = new LinkedHashMap<>();
        for (NewSite site : sites) {
            PostgresServer server = new PostgresServer(installation, site.name(), freeAddress());
            int firstHost = 1 + each * databases.size();
            SiteNetwork ways = closing.add(SiteNetwork.open(network, firstHost, port, regions, server.address()));
            databases.put(site.name(), new LabDatabase(server, ways, site.isolation()));
        }
        LabDatabase primary = databases.values().iterator().next();
        LabDatabase standby = List.copyOf(databases.values()).getLast();
        PostgresPair.start(primary.server(), standby.server(), primary.network().replication());
        createTable(primary.server());
        return new LabDatabases(databases, port, accounts, installation.user().description());
    }

    /** The database of that site. */
    LabDatabase at(String site) {
        return Optional.ofNullable(bySite.get(site)).orElseThrow(() -> new IllegalArgumentException("no site " + site));
    }

    private static void createTable(PostgresServer primary) {
        try (Connection connection = primary.sql().connectAsApplication();
                Statement statement = connection.createStatement()) {
            statement.execute(MissingRows.CREATE_TABLE);
        } catch (SQLException e) {
            throw new IllegalStateException("the clients' table can't be made", e);
        }
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
    }
}
