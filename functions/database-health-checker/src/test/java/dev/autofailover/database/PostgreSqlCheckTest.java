// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.database.FakePostgreSql.Script;
import dev.autofailover.database.Finding.Answered;
import dev.autofailover.database.Finding.Refused;
import dev.autofailover.database.Finding.Silent;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.plan.Database.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgreSqlCheckTest {
    private static final Credentials WHO = new Credentials("checker", "hunter2");
    private static final String[] WRITER = {"f", "0/5000148", "", "f"};
    private static final String[] STANDBY = {"t", "0/5000148", "1500", "t"};
    /** Long enough for a slow machine to answer; nobody waits for it. */
    private final PostgreSqlCheck check = new PostgreSqlCheck("eu-north-1", Duration.ofSeconds(10));

    @Test
    void aWriterThatCommitsAnsweredWithItsPositionAndTheWrite() throws Exception {
        Finding finding = find(writer());

        assertThat(finding)
                .isEqualTo(
                        new Answered(false, Optional.of("0/5000148"), Optional.empty(), false, new Write.Committed()));
    }

    @Test
    void aStandbyAnswersWithItsPositionAndLagAndIsNeverWrittenTo() throws Exception {
        Finding finding = find(talk -> {
            talk.startup();
            talk.letIn();
            talk.row(STANDBY);
            talk.freeze();
        });

        assertThat(finding)
                .isEqualTo(new Answered(
                        true,
                        Optional.of("0/5000148"),
                        Optional.of(Duration.ofMillis(1500)),
                        false,
                        new Write.NotTried()));
    }

    @Test
    void whereThePlanForbidsTheWriteNothingIsWritten() throws Exception {
        try (FakePostgreSql server = new FakePostgreSql(talk -> {
            talk.startup();
            talk.letIn();
            talk.row(WRITER);
            talk.freeze();
        })) {
            Finding finding = check.look(request(server, false, false), WHO);

            assertThat(finding)
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answered -> assertThat(answered.write()).isEqualTo(new Write.NotTried()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "57P03, BROKEN, the database system is starting up",
        "57P01, BROKEN, terminating connection due to administrator command",
        "53300, BUSY, too many clients already",
        "28P01, CONFIGURATION, password authentication failed",
        "28000, CONFIGURATION, no pg_hba.conf entry",
        "3D000, CONFIGURATION, database does not exist",
        "08P01, CONFIGURATION, unsupported startup parameter",
        "XX000, BROKEN, something unheard of"
    })
    void whatARefusingServerSaysDecidesTheFault(String state, Fault fault, String message) throws Exception {
        Finding finding = find(talk -> {
            talk.startup();
            talk.error("FATAL", state, message);
        });

        assertThat(finding).isEqualTo(new Refused(fault, state, message, state.startsWith("28")));
    }

    @ParameterizedTest
    @CsvSource({
        "25006, BROKEN, cannot execute INSERT in a read-only transaction",
        "53100, BROKEN, could not extend file: No space left on device",
        "57014, BROKEN, canceling statement due to statement timeout",
        "55P03, BUSY, canceling statement due to lock timeout",
        "42501, CONFIGURATION, permission denied for schema public",
        "42703, CONFIGURATION, column checked_at does not exist"
    })
    void aServerThatAnswersButCommitsNothingSaysWhy(String state, Fault fault, String message) throws Exception {
        Finding finding = find(talk -> {
            talk.startup();
            talk.letIn();
            talk.row(WRITER);
            talk.refuse(state, message);
        });

        assertThat(finding)
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.write()).isEqualTo(new Write.Failed(fault, message)));
    }

    @Test
    void aRefusedConnectionIsSilence() {
        // Nobody listens there, and no other test is given that port.
        assertThat(check.look(request("127.0.0.1", 1, false, true), WHO)).isEqualTo(new Silent("connection refused"));
    }

    @Test
    void aHostWithoutAnAddressIsSilence() {
        assertThat(check.look(request("no-such-database.invalid", 5432, false, true), WHO))
                .isEqualTo(new Silent("unknown host no-such-database.invalid"));
    }

    @Test
    void aServerWithoutTlsIsAFaultOfConfigurationWhereThePlanWantsTls() throws Exception {
        try (FakePostgreSql server = new FakePostgreSql(talk -> {
            talk.startup();
            talk.bytes((byte) 'N');
            talk.freeze();
        })) {
            assertThat(check.look(request(server, true, true), WHO)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.fault()).isEqualTo(Fault.CONFIGURATION);
                assertThat(refused.said()).contains("SSL");
            });
        }
    }

    @Test
    void thePasswordIsNeverSentInClearText() throws Exception {
        try (FakePostgreSql server = new FakePostgreSql(talk -> {
            talk.startup();
            talk.askForClearTextPassword();
            talk.hear("message");
        })) {
            assertThat(check.look(request(server, false, true), WHO))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.fault()).isEqualTo(Fault.CONFIGURATION));
            assertThat(server.next()).isNotEqualTo("message p");
        }
    }

    @Test
    void credentialsKeepTheirPasswordToThemselves() {
        assertThat(WHO.toString()).contains("checker").doesNotContain("hunter2");
    }

    private static Script writer() {
        return talk -> {
            talk.startup();
            talk.letIn();
            talk.row(WRITER);
            talk.commit();
        };
    }

    private Finding find(Script script) throws IOException {
        try (FakePostgreSql server = new FakePostgreSql(script)) {
            return check.look(request(server, false, true), WHO);
        }
    }

    private static CheckRequest request(FakePostgreSql server, boolean tls, boolean write) {
        return request("127.0.0.1", server.port(), tls, write);
    }

    private static CheckRequest request(String host, int port, boolean tls, boolean write) {
        return new CheckRequest(host, port, "orders", Engine.POSTGRESQL, "unused", tls, write);
    }
}
