// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The SAM CLI as an engineer calls it, with an emulator for AWS. */
final class Sam {
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final Path program = Tools.sam();
    private final Path template;
    private final URI endpoint;
    private final Path folder;

    /** @param folder for what it prints */
    Sam(Path template, URI endpoint, Path folder) {
        this.template = template;
        this.endpoint = endpoint;
        this.folder = folder;
    }

    /** A stack of the template. */
    record Stack(String name, String region) {}

    void deploy(Stack stack, Map<String, String> parameters) {
        List<String> words = new ArrayList<>(List.of("deploy", "-t", template.toString(), "--resolve-s3"));
        words.addAll(List.of("--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset", "--parameter-overrides"));
        parameters.forEach((name, value) -> words.add(name + "=" + value));
        run(stack, words);
    }

    void delete(Stack stack) {
        run(stack, List.of("delete", "--no-prompts"));
    }

    Map<String, String> outputs(Stack stack) {
        return pairs(run(stack, List.of("list", "stack-outputs", "--output", "json")), "OutputKey", "OutputValue");
    }

    /** Physical ids by logical ids. */
    Map<String, String> resources(Stack stack) {
        String printed = run(stack, List.of("list", "resources", "-t", template.toString(), "--output", "json"));
        return pairs(printed, "LogicalResourceId", "PhysicalResourceId");
    }

    private String run(Stack stack, List<String> words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        command.addAll(List.of("--stack-name", stack.name(), "--region", stack.region()));
        try {
            Path out = Files.createTempFile(folder, "sam", ".out");
            Path err = Files.createTempFile(folder, "sam", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "SAM_CLI_TELEMETRY", "0",
                            "AWS_ENDPOINT_URL", endpoint.toString(),
                            "AWS_ACCESS_KEY_ID", MiniStack.ROOT.accessKeyId(),
                            "AWS_SECRET_ACCESS_KEY", MiniStack.ROOT.secretAccessKey()));
            Process process = builder.start();
            if (!process.waitFor(LONGEST)) {
                process.destroyForcibly();
            }
            String printed = Files.readString(out);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + printed + Files.readString(err));
            }
            return printed;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static Map<String, String> pairs(String printed, String name, String value) {
        try {
            return new ObjectMapper()
                    .readTree(printed)
                    .valueStream()
                    .collect(Collectors.toMap(each -> each.path(name).asText(), each -> text(each.path(value))));
        } catch (IOException noJson) {
            throw new AssertionError(printed, noJson);
        }
    }

    private static String text(JsonNode node) {
        return node.asText();
    }
}
