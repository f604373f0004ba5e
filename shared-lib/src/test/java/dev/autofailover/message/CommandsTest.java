// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.autofailover.json.FieldError;
import dev.autofailover.json.Malformed;
import dev.autofailover.record.AcceptedLoss;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final AcceptedLoss BOTH = new AcceptedLoss(Optional.of(Duration.ofSeconds(30)), true);

    @Test
    void aFailoverIsReadWithEverythingThatIsSaid() throws Malformed {
        assertThat(Commands.parse("""
                                {"command":"failover","service":"orders","reason":"fire","by":"maria",
                                 "expectActive":"ireland","acceptLoss":["PT30S","unknown"],"dryRun":true}"""))
                .isEqualTo(new Command.Failover("orders", Optional.of("ireland"), BOTH, true, "fire", "maria"));
    }

    @Test
    void whatIsNotSaidIsNotAccepted() throws Malformed {
        var failover = (Command.Failover) Commands.parse(
                "{\"command\":\"failover\",\"service\":\"orders\",\"reason\":\"fire\",\"by\":\"maria\"}");

        assertThat(failover.accepts()).isEqualTo(AcceptedLoss.none());
        assertThat(failover.expectActive()).isEmpty();
        assertThat(failover.dryRun()).isFalse();
    }

    @Test
    void everyCommandComesBackAsItWas() throws Malformed {
        for (Command command : List.of(
                new Command.Status(Optional.empty(), "maria"),
                new Command.Status(Optional.of("orders"), "maria"),
                new Command.ApplyPlan("service: orders\n", "maria"),
                new Command.Failover("orders", Optional.of("ireland"), BOTH, true, "r", "maria"),
                new Command.Failover("orders", Optional.empty(), AcceptedLoss.none(), false, "r", "maria"),
                new Command.Switchover("orders", Optional.of("ireland"), true, "r", "maria"),
                new Command.Approve("orders", 7, BOTH, "r", "maria"),
                new Command.Pause("orders", "r", "maria"),
                new Command.Resume("orders", "r", "maria"),
                new Command.Acknowledge("orders", "r", "maria"),
                new Command.Adopt("orders", "r", "maria"))) {
            assertThat(Commands.parse(Commands.write(command))).isEqualTo(command);
        }
    }

    @Test
    void aMistypedFieldIsRefusedWithTheOneThatWasMeant() {
        assertThat(
                        errors(
                                "{\"command\":\"failover\",\"service\":\"orders\",\"reason\":\"r\",\"by\":\"m\",\"dryrun\":true}"))
                .containsExactly(new FieldError("dryrun", "true", "no such field; did you mean dryRun?"));
    }

    @Test
    void everyErrorIsSaidAtOnce() {
        assertThat(
                        errors(
                                "{\"command\":\"approve\",\"generation\":0,\"acceptLoss\":\"30s\",\"by\":\"m\",\"pasword\":\"hush\"}"))
                .extracting(FieldError::path)
                .containsExactly("generation", "acceptLoss", "service", "reason", "pasword");
    }

    @Test
    void theRemedyForAPlainNumberOfSecondsIsTheDurationItself() {
        assertThat(
                        errors(
                                "{\"command\":\"approve\",\"generation\":1,\"acceptLoss\":\"30s\",\"service\":\"o\",\"reason\":\"r\",\"by\":\"m\"}"))
                .containsExactly(new FieldError("acceptLoss", "30s", "durations are ISO-8601: write PT30S"));
    }

    @Test
    void anUnknownCommandIsRefusedWithTheKnownOnes() {
        assertThat(errors("{\"command\":\"fail-over\"}")).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("command");
            assertThat(error.value()).isEqualTo("fail-over");
            assertThat(error.remedy()).contains("failover", "switchover", "apply-plan");
        });
    }

    @Test
    void aNewerVersionIsRefusedWithItsNumber() {
        assertThat(errors("{\"version\":2,\"command\":\"later\"}"))
                .singleElement()
                .satisfies(error -> assertThat(error.value()).isEqualTo("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"PT1S\",\"PT2S\"]", "[\"unknown\",\"unknown\"]", "true", "[1]", "\"-PT1S\"", "{}"})
    void aLossThatIsNeitherADurationNorUnknownIsRefused(String loss) {
        assertThatThrownBy(() -> Commands.parse(
                        "{\"command\":\"failover\",\"service\":\"o\",\"reason\":\"r\",\"by\":\"m\",\"acceptLoss\":"
                                + loss + "}"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("acceptLoss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"failover\"", "{", "{}", "{\"command\":7}", "{\"command\":null}"})
    void whatIsNoCommandIsRefusedWithAReason(String input) {
        assertThatThrownBy(() -> Commands.parse(input)).isInstanceOf(Malformed.class);
    }

    private static List<FieldError> errors(String json) {
        return catchThrowableOfType(Malformed.class, () -> Commands.parse(json)).errors();
    }
}
