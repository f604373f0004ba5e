// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.docker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that ends with this JVM, however that ends: beside it a shell reads a pipe that only this JVM writes to, and sends it SIGTERM when the
 * pipe is closed.
 */
public final class Kept implements AutoCloseable {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    /** The program itself takes the place of the first shell, so its process id and its exit code are the ones that are seen here. */
    private static final String WATCHED =
            "exec 3<&0; ( cat <&3 >/dev/null; kill \"$$\" 2>/dev/null ) & exec \"$@\" 3<&- </dev/null";

    private final Process process;

    private Kept(Process process) {
        this.process = process;
    }

    /** Starts what the builder says; its input is empty. */
    public static Kept start(ProcessBuilder builder) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHED, "watched"));
        command.addAll(builder.command());
        return new Kept(builder.command(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start());
    }

    public Process process() {
        return process;
    }

    /** Sends SIGTERM, and after 30 s SIGKILL. */
    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(ENDS_WITHIN)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
