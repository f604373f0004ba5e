// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.dns.DnsServer;
import dev.autofailover.drill.dns.Zone;
import dev.autofailover.drill.network.Fault;
import dev.autofailover.drill.network.Gateway;
import dev.autofailover.drill.network.LoopbackNetwork;
import dev.autofailover.drill.postgres.Await;
import dev.autofailover.drill.postgres.PostgresPair;
import dev.autofailover.drill.postgres.PostgresServer;
import dev.autofailover.drill.postgres.TestLab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;

/** All parts together: a real pair behind gateways, the DNS server, the client's process; the test is the orchestrator. */
class ClientThroughAFailoverTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String RECORD = "orders-db.example.com";

    private final TestLab lab = new TestLab();
    private final LoopbackNetwork network = LoopbackNetwork.claim(new Random());
    private final InetAddress ireland = network.address(1);
    private final InetAddress frankfurt = network.address(2);
    private final int port = network.portFreeOn(List.of(ireland, frankfurt));
    private final PostgresServer first = server("ireland", 11);
    private final PostgresServer second = server("frankfurt", 12);
    private final AtomicReference<InetAddress> active = new AtomicReference<>(ireland);
    private final DnsServer dns = DnsServer.start(new OneRecord());
    private final Gateway toFirst = Gateway.open(new InetSocketAddress(ireland, port), first.address());
    private final Gateway toSecond = Gateway.open(new InetSocketAddress(frankfurt, port), second.address());
    private final Gateway replication = Gateway.open(new InetSocketAddress(network.address(21), port), first.address());
    private WritingClient client;

    ClientThroughAFailoverTest() throws IOException {}

    @BeforeEach
    void start() throws IOException, SQLException {
        PostgresPair.start(first, second, replication.address());
        try (var connection = first.sql().connectAsApplication();
                var statement = connection.createStatement()) {
            statement.execute(MissingRows.CREATE_TABLE);
        }
        client = WritingClient.start(task(), _ -> {});
        assertThat(Await.until(SOON, () -> acknowledgedAt(ireland) >= 10)).isTrue();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        toFirst.close();
        toSecond.close();
        replication.close();
        dns.close();
        network.close();
        lab.close();
    }

    @Test
    void theClientFollowsTheRecordAndNothingIsMissingWhenReplicationHadKeptUp() throws Exception {
        awaitCaughtUp();
        toFirst.apply(new Fault.Cut());
        awaitCaughtUp();

        failOver();

        assertThat(missing()).isZero();
        assertThat(client.longestGap(Duration.ofMillis(100))).isPresent();
    }

    @Test
    void whatWasAcknowledgedWhileReplicationWasStalledIsCountedAsMissing() throws Exception {
        awaitCaughtUp();
        replication.apply(new Fault.Freeze());
        long before = acknowledgedAt(ireland);
        assertThat(Await.until(SOON, () -> acknowledgedAt(ireland) >= before + 5))
                .isTrue();
        first.kill();

        failOver();

        assertThat(missing()).isBetween(4L, client.acknowledged().size() - 1L);
    }

    private void failOver() throws SQLException {
        second.promote();
        active.set(frankfurt);
        assertThat(Await.until(SOON, () -> acknowledgedAt(frankfurt) >= 3)).isTrue();
        client.close();
    }

    private long missing() throws SQLException {
        try (var connection = second.sql().connectAsApplication()) {
            return MissingRows.count(connection, client.acknowledged());
        }
    }

    private WritingClient.Task task() {
        var accounts = lab.installation.accounts();
        var server = dns.address().getAddress().getHostAddress() + ":"
                + dns.address().getPort();
        var login = accounts.application();
        return new WritingClient.Task(
                RECORD, server, port, accounts.database(), login.user(), login.password(), Duration.ofMillis(50));
    }

    private void awaitCaughtUp() throws SQLException {
        var position = first.sql().position().asLong();
        assertThat(Await.until(SOON, () -> replayed() >= position)).isTrue();
    }

    private long replayed() {
        try {
            return second.sql().position().asLong();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long acknowledgedAt(InetAddress address) {
        return client.acknowledgedAt(address.getHostAddress());
    }

    private PostgresServer server(String name, int host) {
        var address = network.address(host);
        return new PostgresServer(
                lab.installation, name, new InetSocketAddress(address, network.portFreeOn(List.of(address))));
    }

    /** The name that clients use, and the address that is active now. */
    private final class OneRecord implements Zone {
        private final Name name = Name.fromConstantString(RECORD + ".");

        @Override
        public boolean covers(Name asked) {
            return asked.equals(name);
        }

        @Override
        public Optional<RRset> find(Name asked, int type) {
            return exists(asked) && type == Type.A
                    ? Optional.of(new RRset(new ARecord(name, DClass.IN, 1, active.get())))
                    : Optional.empty();
        }

        @Override
        public boolean exists(Name asked) {
            return asked.equals(name);
        }
    }
}
