// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.network.LoopbackNetwork;
import dev.autofailover.drill.postgres.Accounts;
import dev.autofailover.drill.postgres.LabFolder;
import dev.autofailover.drill.postgres.PostgresInstallation;
import dev.autofailover.drill.postgres.PostgresServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** That the jar of the database-health-checker holds all of the PostgreSQL driver that a check needs: tried on a real server. */
class PackagedDriverTest {
    @Test
    void theJarsDriverLogsInWithTlsAsksAndWrites() throws IOException {
        Path jar = BuiltJar.fresh("database-health-checker");
        Accounts accounts = Accounts.random("orders_app", "orders");
        try (LoopbackNetwork network = LoopbackNetwork.claim(RandomGenerator.getDefault());
                LabFolder folder = LabFolder.in(Path.of(System.getProperty("java.io.tmpdir")))) {
            PostgresServer server = new PostgresServer(
                    PostgresInstallation.in(folder, accounts, List.of("localhost")),
                    "ireland",
                    new InetSocketAddress(network.address(1), network.portFreeOn(List.of(network.address(1)))));
            server.initialise();

            assertThat(PackagedJar.of(jar)
                            .look(
                                    server.address(),
                                    accounts.database(),
                                    accounts.monitor().user(),
                                    accounts.monitor().password()))
                    .startsWith("Answered[inRecovery=false")
                    .endsWith("write=Committed[]]");
        }
    }
}
