// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The simulated AWS for other processes. Service and Region come from the credential scope that the request was signed for; the
 * signature itself is not looked at. The access key id is the caller's name.
 */
public final class AwsHttpServer implements AutoCloseable {
    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([^/]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

    /** Another process has time-outs of its own: here a call just takes long. */
    private static final ClientTimeouts LONGER_THAN_ANY_CLIENT =
            new ClientTimeouts(Duration.ofMinutes(2), Duration.ofMinutes(2));

    private final CallPath path;
    private final String scheme;
    private final HttpServer server;
    private final ExecutorService threads;

    private AwsHttpServer(CallPath path, String scheme, HttpServer server, ExecutorService threads) {
        this.path = path;
        this.scheme = scheme;
        this.server = server;
        this.threads = threads;
    }

    static AwsHttpServer start(CallPath path, InetSocketAddress at) throws IOException {
        return start(path, "http", HttpServer.create(at, 0));
    }

    static AwsHttpServer start(CallPath path, InetSocketAddress at, SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create(at, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return start(path, "https", https);
    }

    private static AwsHttpServer start(CallPath path, String scheme, HttpServer http) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        AwsHttpServer started = new AwsHttpServer(path, scheme, http, threads);
        http.setExecutor(threads);
        http.createContext("/", started::handle);
        http.start();
        return started;
    }

    /** What to give to clients on this machine as {@code AWS_ENDPOINT_URL}. */
    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher scope = CREDENTIAL.matcher(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (!scope.find()) {
                write(exchange, unsigned());
                return;
            }
            Endpoint endpoint = Endpoint.ofScope(scope.group(3), scope.group(2));
            write(
                    exchange,
                    path.send(
                            Caller.outside(scope.group(1)), callOf(exchange, endpoint, body), LONGER_THAN_ANY_CLIENT));
        }
    }

    private static Call callOf(HttpExchange exchange, Endpoint endpoint, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        URI uri = exchange.getRequestURI();
        return new Call(
                endpoint.service(),
                endpoint.region(),
                endpoint.host(),
                exchange.getRequestMethod(),
                uri.getPath(),
                parameters(uri.getRawQuery()),
                headers,
                body);
    }

    private static Map<String, List<String>> parameters(@Nullable String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters
                    .computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), key -> new ArrayList<>())
                    .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static Answer unsigned() {
        return new Answer(
                403,
                Map.of("Content-Type", "application/json", "x-amzn-errortype", "MissingAuthenticationTokenException"),
                "{\"message\":\"Missing Authentication Token\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
