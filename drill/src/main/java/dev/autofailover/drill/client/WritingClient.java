// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The client's process, and the account of what it was acknowledged. */
public final class WritingClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final Map<String, Long> byAddress = new HashMap<>();
    private final Consumer<Event> listener;
    private final Thread reader;
    private Instant lastWord = Instant.EPOCH;

    /**
     * A row that the database said it has committed.
     *
     * @param at when the answer had come
     */
    public record Acknowledged(long number, Instant at, String address) {}

    /**
     * What the client's process said.
     *
     * @param what {@code connected}, {@code acknowledged}, {@code unknown} (sent, no answer) or {@code unreachable}
     */
    public record Event(Instant at, String what, String address, String reason) {}

    /**
     * Where to write, as whom, and how fast.
     *
     * @param name the name that clients use
     * @param dnsServer host:port
     * @param pace the time between two writes
     */
    public record Task(
            String name, String dnsServer, int port, String database, String user, String password, Duration pace) {
        @Override
        public String toString() {
            return user + "@" + name + ":" + port + "/" + database;
        }
    }

    /** Starts the process; each thing it says is given to {@code listener} as well, on a thread of its own. */
    public static WritingClient start(Task task, Consumer<Event> listener) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ClientMain.class.getName(),
                task.name(),
                task.dnsServer(),
                Integer.toString(task.port()),
                task.database(),
                task.user(),
                Long.toString(task.pace().toMillis()));
        builder.environment().put("PGPASSWORD", task.password());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new WritingClient(builder.start(), listener);
    }

    private WritingClient(Process process, Consumer<Event> listener) {
        this.process = process;
        this.listener = listener;
        this.reader = Thread.ofVirtual().name("client-reader").start(this::read);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode said = JSON.readTree(line);
                Event event = new Event(
                        Instant.parse(said.path("at").asText()),
                        said.path("event").asText(),
                        said.path("address").asText(),
                        said.path("reason").asText());
                heard(event.at());
                if (event.what().equals("acknowledged")) {
                    keep(new Acknowledged(said.path("number").asLong(), event.at(), event.address()));
                }
                listener.accept(event);
            }
        } catch (IOException ended) {
            listener.accept(new Event(Instant.EPOCH, "ended", "", String.valueOf(ended.getMessage())));
        }
    }

    private synchronized void heard(Instant at) {
        lastWord = at;
    }

    private synchronized void keep(Acknowledged row) {
        acknowledged.add(row);
        byAddress.merge(row.address(), 1L, Long::sum);
    }

    /** All acknowledged rows until now, in their order. */
    public synchronized List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** How many rows were acknowledged by the database at that address. */
    public synchronized long acknowledgedAt(String address) {
        return byAddress.getOrDefault(address, 0L);
    }

    /** Whether a write was acknowledged within that time before the newest thing that the client said. */
    public synchronized boolean isWriting(Duration within) {
        return !acknowledged.isEmpty()
                && acknowledged.getLast().at().plus(within).isAfter(lastWord);
    }

    /** The longest time between two acknowledged writes, if it was longer than {@code worthMention}. */
    public Optional<Gap> longestGap(Duration worthMention) {
        List<Acknowledged> all = acknowledged();
        Optional<Gap> longest = Optional.empty();
        for (int i = 1; i < all.size(); i++) {
            Gap gap = new Gap(all.get(i - 1).at(), all.get(i).at());
            if (gap.length().compareTo(longest.map(Gap::length).orElse(worthMention)) > 0) {
                longest = Optional.of(gap);
            }
        }
        return longest;
    }

    /** From the last acknowledged write before to the first after. */
    public record Gap(Instant from, Instant to) {
        /** How long it was. */
        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /** Ends the process: it stops when its input ends, and is killed if it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join(Duration.ofSeconds(2));
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
