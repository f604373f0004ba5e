// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Runtime API of Lambda (developer guide, "Using the Lambda runtime API") on loopback: gives its events to one runtime, one after
 * the other, and keeps what came of each. After the last one the runtime waits, as it would on Lambda.
 */
final class StubRuntimeApi implements AutoCloseable {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

    private final List<byte[]> events;
    private final Duration timeout;
    private final InstantSource clock;
    private final AtomicInteger given = new AtomicInteger();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Duration> took = new ArrayList<>();
    private final CountDownLatch allAnswered = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private volatile long lastGiven;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * What a runtime posted.
     *
     * @param answered whether the function returned; else {@code body} is its error
     */
    record Outcome(boolean answered, String body) {}

    private StubRuntimeApi(List<byte[]> events, Duration timeout, InstantSource clock) throws IOException {
        this.events = List.copyOf(events);
        this.timeout = timeout;
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * Listens on a free port.
     *
     * @param timeout of each invocation
     */
    static StubRuntimeApi start(List<byte[]> events, Duration timeout, InstantSource clock) throws IOException {
        StubRuntimeApi api = new StubRuntimeApi(events, timeout, clock);
        api.server.start();
        return api;
    }

    /** What to give to a runtime as {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether the last event has been answered by then. */
    boolean allAnsweredWithin(Duration limit) throws InterruptedException {
        return allAnswered.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What came of each event so far; an error at start has no event. */
    List<Outcome> outcomes() {
        synchronized (outcomes) {
            return List.copyOf(outcomes);
        }
    }

    /** How long each of them took. */
    List<Duration> took() {
        synchronized (outcomes) {
            return List.copyOf(took);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, -1);
            note(new Outcome(path.endsWith("/response"), body));
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        int number = given.getAndIncrement();
        if (number >= events.size()) {
            awaitClose();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", "00000000-0000-4000-8000-" + "%012d".formatted(number));
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(clock.instant().plus(timeout).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-north-1:111122223333:function:trained");
        byte[] event = events.get(number);
        lastGiven = System.nanoTime();
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Outcome outcome) {
        synchronized (outcomes) {
            outcomes.add(outcome);
            took.add(Duration.ofNanos(System.nanoTime() - lastGiven));
            if (outcomes.size() == events.size()) {
                allAnswered.countDown();
            }
        }
    }
}
