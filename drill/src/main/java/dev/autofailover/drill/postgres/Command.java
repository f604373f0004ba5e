// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A short-lived program of the operating system: what it said, and how it ended. */
record Command(int exit, String output) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    boolean succeeded() {
        return exit == 0;
    }

    /** Runs a program to its end; a program that is not installed ends like in a shell, with 127. */
    static Command run(Path folder, List<String> words, Map<String, String> environment) {
        Process process;
        try {
            var builder = in(folder, words).redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            return new Command(127, String.valueOf(e.getMessage()));
        }
        try {
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Command(124, output);
            }
            return new Command(process.exitValue(), output);
        } catch (IOException e) {
            process.destroyForcibly();
            return new Command(126, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while " + words.getFirst() + " ran", e);
        }
    }

    /**
     * A program to be started in {@code folder}, which is its home too: nothing that this user's environment or home says about
     * PostgreSQL (a default certificate that the servers' user can't read, for one) or about language reaches it.
     */
    static ProcessBuilder in(Path folder, List<String> words) {
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("HOME", folder.toString());
        return builder;
    }
}
