// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** A MiniStack of one test's own, on loopback. Functions on {@code provided.al2023} run as processes of its own. */
final class MiniStack implements AutoCloseable {
    /** MiniStack takes an access key of twelve digits for the account's number, and its bearer for the account's root. */
    static final String ACCOUNT = "111122223333";

    static final AwsCredentials ROOT = AwsBasicCredentials.create(ACCOUNT, "root");

    /** As long as an invocation may take. */
    private static final CallLimits PATIENT = new CallLimits(1, Duration.ofMinutes(2), Duration.ofMinutes(2));

    private final Process process;
    private final int port;

    private MiniStack(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param folder for its state and its log
     * @param enforcing whether IAM is enforced, for the functions' own roles too
     */
    static MiniStack start(Path folder, boolean enforcing) {
        return start(folder, enforcing, Map.of());
    }

    /**
     * The same.
     *
     * @param variables for it and, since MiniStack hands on its own, for the functions
     */
    static MiniStack start(Path folder, boolean enforcing, Map<String, String> variables) {
        Path program = Tools.miniStack();
        try {
            int port = freePort();
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            ProcessBuilder builder = new ProcessBuilder(program.toString());
            builder.environment().putAll(variables);
            builder.environment()
                    .putAll(Map.of(
                            "BIND_HOST", "127.0.0.1",
                            // Where it finds Docker it would run databases in containers.
                            "DOCKER_HOST", "unix:///nowhere",
                            "GATEWAY_PORT", String.valueOf(port),
                            // What its functions get as theirs.
                            "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
                            "IOT_MTLS_ENABLED", "0",
                            "AUTH", String.valueOf(enforcing),
                            "TMPDIR", temporary.toString(),
                            "S3_DATA_DIR", folder.resolve("s3").toString(),
                            "STATE_DIR", folder.resolve("state").toString()));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("ministack.log").toFile())
                    .start();
            MiniStack started = new MiniStack(process, port);
            Eventually.see("MiniStack listens", started::listens);
            return started;
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A client of the account's root; each call is sent once. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        return client(builder, region, ROOT);
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String region, AwsCredentials credentials) {
        Surroundings surroundings = new Surroundings(
                Map.of(),
                UrlConnectionHttpClient.builder()
                        .socketTimeout(PATIENT.attempt())
                        .build(),
                StaticCredentialsProvider.create(credentials),
                InstantSource.system(),
                howLong -> {
                    throw new IllegalStateException("no client waits by itself");
                });
        return new AwsClients(surroundings).client(builder.endpointOverride(url()), Region.of(region), PATIENT);
    }

    /** The answer to a call of a service that this project has no client for: only a listing, so the signature matters to nobody. */
    String list(String service, String region, String target, String form) {
        HttpRequest request = HttpRequest.newBuilder(url())
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                                .formatted(ACCOUNT, region, service))
                .header(
                        "Content-Type",
                        target.isEmpty() ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.1")
                .headers("X-Amz-Target", target.isEmpty() ? "none" : target)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** Ends it, and the functions that it started. */
    @Override
    public void close() {
        var functions = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(10))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        functions.forEach(ProcessHandle::destroyForcibly);
    }

    private Optional<Boolean> listens() {
        if (!process.isAlive()) {
            throw new AssertionError("MiniStack ended with " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return Optional.of(socket.isConnected());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
