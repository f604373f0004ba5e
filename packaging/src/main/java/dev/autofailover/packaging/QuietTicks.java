// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.json.Json;
import dev.autofailover.message.Signals;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.plan.Site;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Measures the orchestrator's tick over services of which nothing is to be said: the native-start package, warm, with the simulated AWS
 * on loopback; and its calls without it, made by {@link CallsAlone} in the same package. Part of the benchmark, and of no build.
 */
public final class QuietTicks {
    private static final int WARM_UP = 100;
    private static final int MEASURED = 100;
    /** No vote of a probe may grow old before the last tick: the plan's {@code fresh} is 90 s. */
    private static final Duration LONGEST = Duration.ofSeconds(80);

    private final Training training;
    private final DeployedFunction function;
    private final TrainingWorld world;

    private QuietTicks(Training training, DeployedFunction function, TrainingWorld world) {
        this.training = training;
        this.function = function;
        this.world = world;
    }

    /**
     * Prints what the tick takes, and what its calls to AWS take without it.
     *
     * @param args the project's folder, then how many services
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        // Else each answer waits 40 ms for the other side's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path root = Path.of(args[0]).toRealPath();
        List<PlanVersion> plans = new ArrayList<>();
        for (int i = 1; i <= Integer.parseInt(args[1]); i++) {
            plans.add(NativeStart.plan(root, "orders" + i));
        }
        Stack stack = NativeStart.stack(root, plans.getFirst());
        DeployedFunction orchestrator = DeployedFunction.of(root, stack).stream()
                .filter(each -> each.module().equals("failover-orchestrator"))
                .findFirst()
                .orElseThrow();
        LoopbackTls tls = LoopbackTls.in(root.resolve("packaging/target/tls"));
        try (TrainingWorld world = TrainingWorld.begin(stack, plans, tls)) {
            Training training = new Training(root, world.endpoint(), tls, Clock.systemUTC());
            Map<String, String> options =
                    Map.of("JDK_JAVA_OPTIONS", String.join(" ", tls.options()) + " -XX:MaxRAM=1024m");
            List<Plan> all = plans.stream().map(PlanVersion::plan).toList();
            Path folder = root.resolve("packaging/target/native-start/" + orchestrator.module());
            QuietTicks ticks = new QuietTicks(training, orchestrator, world);
            ticks.measure(
                    "the tick",
                    new Training.Start(List.of("./bootstrap"), folder, options),
                    all.stream().map(QuietTicks::healthy).toList(),
                    bytes(Json.object().put("tick", true)));
            ticks.measure(
                    "its calls alone",
                    new Training.Start(callsAlone(root, folder), folder, options),
                    List.of(),
                    bytes(CallsAlone.tick(all)));
        }
    }

    /** Starts the package as its bootstrap does, but with the other handler, which is in no package. */
    private static List<String> callsAlone(Path root, Path folder) throws IOException {
        List<String> launch = Files.readAllLines(folder.resolve("launch"));
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("runtime/bin/java").toString(), "-XX:AOTCache=function.aot"));
        command.add("-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                + folder.resolve("runtime-client.so"));
        for (String line : launch) {
            if (line.startsWith("-cp ")) {
                command.add("-cp");
                command.add(line.substring(4) + ":" + root.resolve("packaging/target/classes"));
            } else if (line.startsWith("-")) {
                command.add(line);
            }
        }
        command.add(launch.getLast());
        command.add(CallsAlone.class.getName());
        return command;
    }

    private void measure(String what, Training.Start start, List<byte[]> first, byte[] measured)
            throws IOException, InterruptedException {
        List<byte[]> events = new ArrayList<>(first);
        int warm = events.size() + WARM_UP;
        events.addAll(Collections.nCopies(WARM_UP + MEASURED, measured));
        try (StubRuntimeApi api = StubRuntimeApi.start(events, Duration.ofMinutes(1), Clock.systemUTC())) {
            Process process = training.begin(function, start, api);
            try {
                long end = System.nanoTime() + LONGEST.toNanos();
                while (api.took().size() < warm && process.isAlive() && System.nanoTime() < end) {
                    Thread.sleep(5);
                }
                Sample before = Sample.of(process, world, api);
                if (!api.allAnsweredWithin(Duration.ofNanos(end - System.nanoTime()))) {
                    throw new IllegalStateException(
                            "no answer, or too late: " + api.outcomes().size());
                }
                print(what, before, Sample.of(process, world, api), api);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void print(String what, Sample before, Sample after, StubRuntimeApi api) {
        int ticks = after.answered() - before.answered();
        List<Duration> took = api.took().subList(before.answered(), after.answered()).stream()
                .sorted()
                .toList();
        System.out.printf(
                "%s, %d times: %.1f calls to AWS, median %.1f ms, of which %.1f ms of processor time; the last one"
                        + " answered %s%n",
                what,
                ticks,
                (double) (after.calls() - before.calls()) / ticks,
                took.get(ticks / 2).toNanos() / 1e6,
                after.processor().minus(before.processor()).toNanos() / 1e6 / ticks,
                api.outcomes().getLast().body());
    }

    private record Sample(int answered, int calls, Duration processor) {
        static Sample of(Process process, TrainingWorld world, StubRuntimeApi api) {
            return new Sample(
                    api.took().size(),
                    world.calls(),
                    process.toHandle().info().totalCpuDuration().orElseThrow());
        }
    }

    /** What three probes say of both sites of a service. */
    private static byte[] healthy(Plan plan) {
        Site one = plan.site(plan.prefers());
        Site other = plan.other(plan.prefers());
        ObjectNode input = Json.object();
        var records = input.putArray("Records");
        Instant now = Clock.systemUTC().instant();
        for (String observer : List.of("from-stockholm", "from-frankfurt", "from-ireland")) {
            for (Site site : List.of(one, other)) {
                Signal vote = new Signal.Vote(
                        observer, site.database(), site.region(), Opinion.HEALTHY, now, now, "looked", Map.of());
                records.addObject()
                        .put("EventSource", "aws:sns")
                        .putObject("Sns")
                        .put("Message", Signals.write(vote));
            }
        }
        return bytes(input);
    }

    private static byte[] bytes(ObjectNode input) {
        return input.toString().getBytes(StandardCharsets.UTF_8);
    }
}
