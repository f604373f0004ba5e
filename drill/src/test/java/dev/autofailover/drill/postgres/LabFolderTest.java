// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFolderTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path parent;

    @Test
    void aLabWhoseJvmIsKilledOutrightLeavesNoProcessAndNoFile() throws IOException {
        assertNothingStaysAfter(Process::destroyForcibly);
    }

    @Test
    void aLabWhoseJvmIsTerminatedLeavesNoProcessAndNoFile() throws IOException {
        assertNothingStaysAfter(Process::destroy);
    }

    @Test
    void theNextLabClearsAwayWhatHasNoOwnerAndLeavesTheOthersAlone() throws IOException {
        var ownerless = Files.createDirectory(parent.resolve("autofailover-lab-1"));
        Files.createFile(ownerless.resolve("owner.lock"));
        try (var one = LabFolder.in(parent);
                var other = LabFolder.in(parent)) {
            assertThat(ownerless).doesNotExist();
            assertThat(one.path()).exists();
            assertThat(other.path()).exists();
        }
        assertThat(parent).isEmptyDirectory();
    }

    private static void assertNothingStaysAfter(Consumer<Process> end) throws IOException {
        var jvm = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldLab.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            var lab = Path.of(jvm.inputReader().readLine());
            var processes = new ServerProcesses(lab.resolve("held").resolve(PostgresServer.DATA));
            assertThat(processes.ids()).isNotEmpty();

            end.accept(jvm);

            assertThat(Await.until(SOON, () -> processes.ids().isEmpty() && !Files.exists(lab)))
                    .isTrue();
        } finally {
            jvm.destroy();
        }
    }
}
