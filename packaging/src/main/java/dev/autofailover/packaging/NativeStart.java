// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import dev.autofailover.drill.template.Stack;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.simulated.SimulatedAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

/**
 * Makes the functions' packages for Lambda's {@code provided.al2023}: a Java runtime of few modules, the function's jar, the runtime
 * interface client, and the cache of a training run, for the architecture of this machine.
 */
public final class NativeStart {
    private static final String STACK = "autofailover";

    private NativeStart() {}

    /**
     * Of the functions named, or of all.
     *
     * @param args the project's folder, then module names separated by commas
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        // Zip files have times of no zone: Lambda's is UTC.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Path root = Path.of(args[0]).toRealPath();
        List<String> wanted = args.length < 2 || args[1].isBlank() ? List.of() : Arrays.asList(args[1].split(",", -1));
        PlanVersion plan = plan(root, "orders");
        Stack stack = stack(root, plan);
        Path target = root.resolve("packaging").resolve("target");
        Path runtime = NativeStartFolder.runtime(target);
        LoopbackTls tls = LoopbackTls.in(target.resolve("tls"));
        for (DeployedFunction function : DeployedFunction.of(root, stack)) {
            if (wanted.isEmpty() || wanted.contains(function.module())) {
                Path folder = NativeStartFolder.of(function, target, runtime);
                long unzipped;
                try (TrainingWorld world = TrainingWorld.begin(stack, List.of(plan), tls)) {
                    Training training = new Training(root, world.endpoint(), tls, Clock.systemUTC());
                    training.train(function, folder);
                    unzipped = NativeStartZip.write(folder, function.nativeStart());
                    Path elsewhere = target.resolve("native-start").resolve("elsewhere");
                    NativeStartFolder.delete(elsewhere);
                    NativeStartZip.extract(function.nativeStart(), elsewhere);
                    training.prove(function, elsewhere);
                }
                System.out.printf(
                        "%s: %.1f MB, unzipped %.1f MB%n",
                        root.relativize(function.nativeStart()),
                        Files.size(function.nativeStart()) / 1e6,
                        unzipped / 1e6);
            }
        }
    }

    /** The control stack of that plan. */
    static Stack stack(Path root, PlanVersion plan) throws IOException {
        return Stack.resolve(
                root.resolve("template.yaml"),
                new Stack.Target(STACK, plan.plan().control(), SimulatedAws.ACCOUNT, Map.of("Role", "control")));
    }

    /** The example plan for a service of that name. */
    static PlanVersion plan(Path root, String service) throws IOException {
        Path file = root.resolve("plans").resolve("orders.yaml");
        // Its databases are nowhere: nobody else's host is looked for in a training.
        String text = Files.readString(file)
                .replace("orders", service)
                .replaceAll("endpoint: ([a-z0-9-]+)\\S*", "endpoint: $1.localhost");
        try {
            return new PlanVersion(1, text, PlanParser.parse(text));
        } catch (InvalidPlan invalid) {
            throw new IOException(file + " is no plan any more: " + invalid.getMessage(), invalid);
        }
    }
}
