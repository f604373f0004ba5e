// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.json.Malformed;
import dev.autofailover.lambda.Delivery;
import dev.autofailover.lambda.InputReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples of our own messages in {@code events/} are what the parsers take, and the bad ones are what they refuse. */
class SampleMessagesTest {
    private static final Path FOLDER = Path.of("../events");

    private static List<Path> samples(String name) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        }
    }

    static List<Path> commands() throws IOException {
        return samples("command-.*");
    }

    static List<Path> signals() throws IOException {
        return samples("orchestrator-.*\\.sns\\.json");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aSampleCommandIsTaken(Path sample) throws IOException, Malformed {
        assertThat(Commands.parse(Files.readString(sample)).by()).isEqualTo("ada");
    }

    @ParameterizedTest
    @MethodSource("signals")
    void aSampleSignalIsTakenAndWrittenAgainAsItWas(Path sample) throws IOException, Malformed {
        try (InputStream input = Files.newInputStream(sample)) {
            for (Delivery each : Delivery.in(InputReader.read(input))) {
                String message = ((Delivery.Notification) each).message();
                assertThat(Signals.parse(Signals.write(Signals.parse(message)))).isEqualTo(Signals.parse(message));
            }
        }
    }

    @Test
    void theSampleCheckIsTaken() throws IOException, Malformed {
        assertThat(Checks.parseRequest(Files.readString(FOLDER.resolve("check-asked.json")))
                        .port())
                .isEqualTo(5432);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command-not-known.json",
                "command-of-a-newer-version.json",
                "command-with-unknown-field.json",
                "command-loss-without-unit.json"
            })
    void aBadSampleCommandIsRefused(String sample) {
        assertThatThrownBy(() ->
                        Commands.parse(Files.readString(FOLDER.resolve("bad").resolve(sample))))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void theBadSampleCheckIsRefused() {
        assertThatThrownBy(() -> Checks.parseRequest(Files.readString(FOLDER.resolve("bad/check-without-host.json"))))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orchestrator-vote-of-a-newer-version.sns.json", "orchestrator-vote-without-opinion.sns.json"})
    void aBadSampleSignalIsRefused(String sample) throws IOException {
        try (InputStream input = Files.newInputStream(FOLDER.resolve("bad").resolve(sample))) {
            Delivery only = Delivery.in(InputReader.read(input)).getFirst();
            assertThatThrownBy(() -> Signals.parse(((Delivery.Notification) only).message()))
                    .isInstanceOf(Malformed.class);
        }
    }
}
