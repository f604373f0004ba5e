// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.tests.docker.DockerNetwork;
import dev.autofailover.tests.docker.Kept;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The template's functions in containers, as sam runs them with samconfig.toml, with an AWS in another container. */
final class SamLocal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than the minute for which a checker stays. */
    private static final Duration LONGEST = Duration.ofSeconds(100);

    private final Path program = Tools.sam();
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DockerNetwork network;
    private final Kept startLambda;
    private final int port;

    /**
     * Starts that AWS and {@code sam local start-lambda}.
     *
     * @param folder for what it prints
     */
    SamLocal(Path folder) throws IOException {
        LambdaImage.assumeThere();
        this.folder = folder;
        this.port = freePort();
        this.network = DockerNetwork.create();
        LocalAws.startIn(network);
        List<String> words = List.of(
                "start-lambda", "--port", String.valueOf(port), "-t", withAws().toString());
        this.startLambda = start(words, "start-lambda");
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

    /** What {@code sam local invoke} prints that a function answers, in the same words; without AWS. */
    JsonNode invokeOnce(String logicalId, Path event) throws IOException {
        List<String> words = List.of("invoke", logicalId, "-e", event.toString(), "-t", "template.yaml");
        try (Kept once = start(words, logicalId)) {
            if (!once.process().waitFor(LONGEST)) {
                throw new AssertionError("sam local invoke takes longer than " + LONGEST);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
        return told(Files.readString(folder.resolve(logicalId + ".out")));
    }

    /** On SIGTERM sam removes its containers; the network takes with it what is left. */
    @Override
    public void close() throws IOException {
        http.close();
        startLambda.close();
        network.close();
    }

    private static JsonNode told(String body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        ObjectNode told = JSON.createObjectNode();
        return answer.has("errorMessage")
                ? told.set("error", answer.path("errorMessage"))
                : told.set("returned", answer);
    }

    /** The template with one variable more for all functions. sam hands on none that the template does not have. */
    private Path withAws() throws IOException {
        String template = Files.readString(Tools.PROJECT.resolve("template.yaml"));
        String variables = "Environment:\n      Variables:\n";
        String changed = template.replaceFirst(
                        variables, variables + "        AWS_ENDPOINT_URL: " + LocalAws.URL + "\n")
                .replace("CodeUri: functions/", "CodeUri: " + Tools.PROJECT.resolve("functions") + "/");
        return Files.writeString(folder.resolve("template.yaml"), changed);
    }

    private Kept start(List<String> words, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "local"));
        command.addAll(words);
        command.addAll(
                List.of("--config-file", Tools.PROJECT.resolve("samconfig.toml").toString()));
        command.addAll(List.of("--docker-network", network.name(), "--skip-pull-image", "--region", "eu-north-1"));
        command.addAll(List.of("--parameter-overrides", "Role=control", "Architecture=" + LambdaImage.ARCHITECTURE));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Tools.PROJECT.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SAM_CLI_TELEMETRY", "0",
                        // Where it unpacks the functions.
                        "TMPDIR", folder.toString(),
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local"));
        return Kept.start(builder);
    }

    private Optional<Boolean> listens() {
        if (!startLambda.process().isAlive()) {
            throw new AssertionError("sam ended: " + printed("start-lambda.err"));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return Optional.of(socket.isConnected());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private String printed(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
