// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The template's functions in containers, as sam runs them with samconfig.toml. They have no AWS: sam gives a container no way to a server that
 * listens on this machine's loopback.
 */
final class SamLocal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Path program = Tools.sam();
    private final String architecture = LambdaImage.architecture();
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /**
     * Starts {@code sam local start-lambda}.
     *
     * @param folder for what it prints
     */
    SamLocal(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.process = start(List.of("start-lambda", "--port", String.valueOf(port)), "start-lambda");
        Eventually.see("sam local start-lambda listens", this::listens);
    }

    /** What the warm function answers, in the words of {@code autofailover invoke}. */
    JsonNode answer(String logicalId, Path event) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/2015-03-31/functions/" + logicalId + "/invocations"))
                .timeout(LONGEST)
                .POST(HttpRequest.BodyPublishers.ofFile(event))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return JSON.createObjectNode().put("refused", response.body());
            }
            return told(response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** What {@code sam local invoke} prints that a function answers, in the same words. */
    JsonNode invokeOnce(String logicalId, Path event) throws IOException {
        Process once = start(List.of("invoke", logicalId, "-e", event.toString()), "invoke");
        try {
            if (!once.waitFor(LONGEST)) {
                once.destroy();
                throw new AssertionError("sam local invoke takes longer than " + LONGEST);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
        return told(Files.readString(folder.resolve("invoke.out")));
    }

    /** On SIGTERM sam removes its containers. */
    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(LONGEST)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode told(String body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        ObjectNode told = JSON.createObjectNode();
        return answer.has("errorMessage")
                ? told.set("error", answer.path("errorMessage"))
                : told.set("returned", answer);
    }

    private Process start(List<String> words, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "local"));
        command.addAll(words);
        command.addAll(List.of("--skip-pull-image", "--region", "eu-north-1"));
        command.addAll(List.of("--parameter-overrides", "Role=control", "Architecture=" + architecture));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Tools.PROJECT.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SAM_CLI_TELEMETRY", "0", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
        return builder.start();
    }

    private Optional<Boolean> listens() {
        if (!process.isAlive()) {
            throw new AssertionError("sam ended with " + process.exitValue() + ", see " + folder);
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
