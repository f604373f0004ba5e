// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.database.FakePostgreSql.Script;
import dev.autofailover.database.Finding.Answered;
import dev.autofailover.database.Finding.Silent;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.plan.Database.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Aurora is not as PostgreSQL is. */
class AuroraPostgreSqlTest {
    private static final String WRITER = "orders.cluster-c1a2b3.eu-west-1.rds.amazonaws.com";
    private static final String READER = "orders.cluster-ro-c1a2b3.eu-west-1.rds.amazonaws.com";
    private static final String[] SECONDARY = {"t", "", "", "t"};
    private static final Answered IN_RECOVERY =
            new Answered(true, Optional.empty(), Optional.empty(), false, new Write.NotTried());

    @ParameterizedTest
    @CsvSource({
        "0A000, Function pg_last_wal_replay_lsn() is currently not supported for Aurora",
        "55000, wal_level must be set to 'logical'"
    })
    void aServerThatTellsNoPositionsIsAskedWithoutThem(String state, String said) throws Exception {
        Finding finding = find(WRITER, Set.of(WRITER), talk -> {
            talk.startup();
            talk.letIn();
            talk.refuse(state, said);
            talk.row(SECONDARY);
            talk.freeze();
        });

        assertThat(finding).isEqualTo(IN_RECOVERY);
    }

    @Test
    void aSecondaryClusterWhoseWriterEndpointIsInactiveIsLookedAtByItsReaderEndpoint() throws Exception {
        assertThat(find(WRITER, Set.of(READER), AuroraPostgreSqlTest::secondary))
                .isEqualTo(IN_RECOVERY);
    }

    @ParameterizedTest
    @CsvSource({
        "orders.cluster-c1a2b3.eu-west-1.rds.amazonaws.com",
        "orders.cluster-ro-c1a2b3.eu-west-1.rds.amazonaws.com",
        "orders-db.example.com"
    })
    void aNameWithoutAnAddressIsSilence(String host) throws Exception {
        assertThat(find(host, Set.of(), AuroraPostgreSqlTest::secondary)).isEqualTo(new Silent("unknown host " + host));
    }

    private static void secondary(FakePostgreSql.Talk talk) throws IOException {
        talk.startup();
        talk.letIn();
        talk.row(SECONDARY);
        talk.freeze();
    }

    private static Finding find(String host, Set<String> known, Script script) throws Exception {
        PostgreSqlCheck.Names names = name -> {
            if (!known.contains(name)) {
                throw new UnknownHostException(name);
            }
            return InetAddress.getLoopbackAddress();
        };
        try (FakePostgreSql server = new FakePostgreSql(script)) {
            PostgreSqlCheck check = new PostgreSqlCheck("eu-north-1", Duration.ofSeconds(10), names);
            CheckRequest request =
                    new CheckRequest(host, server.port(), "orders", Engine.POSTGRESQL, "arn", false, false);
            return check.look(request, new Credentials("checker", "hunter2"));
        }
    }
}
