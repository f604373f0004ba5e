// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import dev.autofailover.packaging.StubRuntimeApi.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a packaged function under the real runtime interface client: once to make the JVM's cache of what it loads, and once, unpacked
 * elsewhere, to see that the cache is accepted.
 */
final class Training {
    /** A checker that finds nothing well stays until shortly before its time is up. */
    private static final Duration INVOCATION = Duration.ofSeconds(8);

    private static final Duration LONGEST = Duration.ofMinutes(4);

    /** Which samples of {@code events/} each function gets: their names' beginnings, in this order. */
    private static final Map<String, List<String>> EVENTS = Map.of(
            "rds-event-subscriber", List.of("rds-"),
            "cloudwatch-alarm-responder", List.of("alarm-"),
            "dynamodb-health-checker", List.of("schedule-"),
            "database-health-checker", List.of("check-", "schedule-"),
            "failover-orchestrator",
                    List.of(
                            "command-apply-plan",
                            "orchestrator-",
                            "command-status",
                            "command-failover-dry-run",
                            "orchestrator-tick"));

    private final Path root;
    private final URI aws;
    private final LoopbackTls tls;
    private final Clock clock;

    /**
     * A training.
     *
     * @param root of the project, whose sample events are used
     * @param aws where the function finds AWS
     * @param tls what it is to trust there
     */
    Training(Path root, URI aws, LoopbackTls tls, Clock clock) {
        this.root = root;
        this.aws = aws;
        this.tls = tls;
        this.clock = clock;
    }

    /** Adds the cache to the folder. */
    void train(DeployedFunction function, Path folder) throws IOException, InterruptedException {
        Path cache = folder.resolve("function.aot");
        List<String> command = new ArrayList<>(tls.options());
        command.addFirst(folder.resolve("runtime/bin/java").toString());
        command.addAll(List.of(
                "-XX:AOTCacheOutput=function.aot",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                        + folder.resolve("runtime-client.so"),
                "@launch",
                function.handler()));
        run(function, new Start(command, folder, Map.of()), events(function));
        if (!Files.exists(cache)) {
            throw new IllegalStateException(
                    "the training of " + function.module() + " left no cache: see " + log(folder));
        }
    }

    /** Starts the package in another folder, and sees that the handler comes from the cache. */
    void prove(DeployedFunction function, Path elsewhere) throws IOException, InterruptedException {
        Path loaded = elsewhere.resolveSibling("loaded.txt");
        String options = String.join(" ", tls.options()) + " -XX:AOTMode=on -Xlog:class+load:file=" + loaded;
        run(
                function,
                new Start(List.of("./bootstrap"), elsewhere, Map.of("JDK_JAVA_OPTIONS", options)),
                events(function).subList(0, 1));
        String wanted = " " + function.handler() + " source: shared objects file";
        try (Stream<String> lines = Files.lines(loaded)) {
            if (lines.noneMatch(line -> line.contains(wanted))) {
                throw new IllegalStateException(function.module() + " does not start from its cache: see " + loaded);
            }
        }
    }

    /** How a function's process is begun, and with which variables besides. */
    record Start(List<String> command, Path folder, Map<String, String> variables) {}

    /** The function's process, as Lambda would begin it; what it logs goes to a file beside its folder. */
    Process begin(DeployedFunction function, Start start, StubRuntimeApi api) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(start.command())
                .directory(start.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(start.folder()).toFile());
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("AWS_") || name.startsWith("JAVA_") || name.startsWith("JDK_"));
        environment.putAll(function.variables());
        environment.putAll(lambda(function, start.folder(), api));
        environment.putAll(start.variables());
        return builder.start();
    }

    private void run(DeployedFunction function, Start start, List<byte[]> all)
            throws IOException, InterruptedException {
        // The first one twice, and once in vain if need be: on a busy host the first start of all takes longer than a
        // call to AWS may.
        List<byte[]> events = new ArrayList<>(all);
        events.addFirst(all.getFirst());
        try (StubRuntimeApi api = StubRuntimeApi.start(events, INVOCATION, clock)) {
            Process process = begin(function, start, api);
            try {
                awaitAnswers(process, api);
                List<String> failed = api.outcomes().stream()
                        .skip(1)
                        .filter(outcome -> !outcome.answered())
                        .map(Outcome::body)
                        .toList();
                if (api.outcomes().size() < events.size() || !failed.isEmpty()) {
                    throw new IllegalStateException("%s answered %d of %d events, errors %s: see %s"
                            .formatted(
                                    function.module(),
                                    api.outcomes().size() - failed.size(),
                                    events.size(),
                                    failed,
                                    log(start.folder())));
                }
                process.destroy();
                // The cache is written at the end.
                process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void awaitAnswers(Process process, StubRuntimeApi api) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (process.isAlive() && System.nanoTime() < end && !api.allAnsweredWithin(Duration.ofMillis(100))) {
            // Until it has answered, ended or taken too long.
        }
    }

    private Map<String, String> lambda(DeployedFunction function, Path folder, StubRuntimeApi api) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_ENDPOINT_URL", aws.toString(),
                "AWS_ACCESS_KEY_ID", "packaging",
                "AWS_SECRET_ACCESS_KEY", "packaging",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_LOG_GROUP_NAME", "training",
                "AWS_LAMBDA_LOG_STREAM_NAME", "training",
                "LAMBDA_TASK_ROOT", folder.toString(),
                "_HANDLER", function.handler());
    }

    private List<byte[]> events(DeployedFunction function) throws IOException {
        List<String> beginnings = EVENTS.get(function.module());
        if (beginnings == null) {
            throw new IllegalStateException("no sample events are chosen for the training of " + function.module());
        }
        List<byte[]> events = new ArrayList<>();
        for (String beginning : beginnings) {
            try (Stream<Path> files = Files.list(root.resolve("events"))) {
                for (Path file : files.filter(
                                each -> each.getFileName().toString().startsWith(beginning))
                        .sorted()
                        .toList()) {
                    events.add(Files.readAllBytes(file));
                }
            }
        }
        return events;
    }

    private static Path log(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }
}
