// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Main class of the client's process. It writes until its standard input ends, so that it never outlives who started it. */
public final class ClientMain {
    private ClientMain() {}

    /**
     * Starts writing. The password comes by the environment variable {@code PGPASSWORD}, where no list of processes shows it.
     *
     * @param args name to resolve, DNS server (host:port), database port, database, user, milliseconds between two writes
     */
    public static void main(String[] args) throws IOException {
        List<String> words = List.of(args);
        Settings settings = new Settings(
                words.get(0),
                words.get(1),
                Integer.parseInt(words.get(2)),
                words.get(3),
                words.get(4),
                System.getenv("PGPASSWORD"));
        Writer writer = new Writer(settings, Duration.ofMillis(Long.parseLong(words.get(5))), new Lines(System.out));
        Thread.ofPlatform().name("writer").daemon().start(writer);
        while (System.in.read() >= 0) {
            // Nothing is said on standard input; only its end counts.
        }
    }

    /** Where and as whom to write. */
    record Settings(String name, String dnsServer, int port, String database, String user, String password) {
        @Override
        public String toString() {
            return user + "@" + name + ":" + port + "/" + database;
        }
    }
}
