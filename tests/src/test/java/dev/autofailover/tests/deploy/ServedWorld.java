// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import dev.autofailover.drill.invoke.Invocations;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The world of {@code autofailover invoke} as a program of its own: for the container that stands in for AWS in {@link LocalAws}. */
final class ServedWorld {
    static final int PORT = 4566;
    static final String READY = "the world is served";

    /** A container that nobody ends does so itself. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private ServedWorld() {}

    /**
     * Serves it for ten minutes.
     *
     * @param words the project's folder
     */
    public static void main(String[] words) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        try (Invocations world = Invocations.of(Path.of(words[0]), "failover-orchestrator", Instant.now(), err)) {
            world.serve(new InetSocketAddress(PORT));
            System.out.println(READY);
            while (Instant.now().isBefore(end)) {
                world.keepUpWith(Instant.now());
                Thread.sleep(PAUSE);
            }
        }
    }
}
