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
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that say nothing, or too little, in each phase of a check. These tests wait for the limit, in real time. */
class FrozenPostgreSqlTest {
    private static final Credentials WHO = new Credentials("checker", "hunter2");
    private static final String[] WRITER = {"f", "0/5000148", "", "f"};
    private final PostgreSqlCheck impatient = new PostgreSqlCheck("eu-north-1", Duration.ofMillis(700));

    @BeforeAll
    static void theDriverIsLoaded() throws IOException {
        try (FakePostgreSql server = new FakePostgreSql(writer())) {
            assertThat(new PostgreSqlCheck("warm-up", Duration.ofSeconds(20)).look(request(server, false, true), WHO))
                    .isInstanceOf(Answered.class);
        }
    }

    @Test
    void aFrozenServerCannotStretchTheLimitAndItsConnectionIsClosed() throws Exception {
        try (FakePostgreSql server = new FakePostgreSql(FakePostgreSql.Talk::freeze)) {
            Finding finding = impatient.look(request(server, false, true), WHO);

            assertThat(finding).isEqualTo(new Silent("no connection and login in 0.7 s"));
            assertThat(server.next()).isEqualTo("closed");
        }
    }

    @Test
    void aFrozenServerCannotStretchTheTlsHandshakeEither() throws Exception {
        try (FakePostgreSql server = new FakePostgreSql(talk -> {
            talk.startup();
            talk.bytes((byte) 'S');
            talk.freeze();
        })) {
            Finding finding = impatient.look(request(server, true, true), WHO);

            assertThat(finding).isInstanceOf(Silent.class);
            assertThat(server.next()).isEqualTo("closed");
        }
    }

    @Test
    void aServerThatTricklesBytesCannotStretchTheLimit() throws Exception {
        try (FakePostgreSql server = new FakePostgreSql(talk -> {
            talk.startup();
            // The head of an error of 28 kB, which then comes byte by byte: the driver's own limit counts from each
            // byte anew.
            talk.bytes((byte) 'E', (byte) 0, (byte) 0, (byte) 0x70, (byte) 0);
            while (true) {
                talk.bytes((byte) 'x');
                LockSupport.parkNanos(20_000_000);
            }
        })) {
            Finding finding = impatient.look(request(server, false, true), WHO);

            assertThat(finding).isEqualTo(new Silent("no connection and login in 0.7 s"));
            assertThat(server.next()).isEqualTo("closed");
        }
    }

    @Test
    void aServerThatFreezesAfterTheLoginIsSilentToo() throws Exception {
        try (FakePostgreSql server = new FakePostgreSql(talk -> {
            talk.startup();
            talk.letIn();
            talk.freeze();
        })) {
            Finding finding = impatient.look(request(server, false, true), WHO);

            assertThat(finding).isEqualTo(new Silent("logged in, then no answer to a query in 0.7 s"));
            assertThat(server.next()).isEqualTo("closed");
        }
    }

    @Test
    void aServerThatFreezesInTheWriteAnsweredButDidNotCommit() throws Exception {
        try (FakePostgreSql server = new FakePostgreSql(talk -> {
            talk.startup();
            talk.letIn();
            talk.row(WRITER);
            talk.freeze();
        })) {
            Finding finding = impatient.look(request(server, false, true), WHO);

            assertThat(finding)
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answered -> assertThat(answered.write())
                                    .isEqualTo(new Write.Failed(Fault.BROKEN, "the write did not commit in 0.7 s")));
            assertThat(server.next()).isEqualTo("closed");
        }
    }

    private static Script writer() {
        return talk -> {
            talk.startup();
            talk.letIn();
            talk.row(WRITER);
            talk.commit();
        };
    }

    private static CheckRequest request(FakePostgreSql server, boolean tls, boolean write) {
        return request("127.0.0.1", server.port(), tls, write);
    }

    private static CheckRequest request(String host, int port, boolean tls, boolean write) {
        return new CheckRequest(host, port, "orders", Engine.POSTGRESQL, "unused", tls, write);
    }
}
