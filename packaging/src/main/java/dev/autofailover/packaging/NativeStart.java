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
        PlanVersion plan = plan(root);
        Stack stack = Stack.resolve(
                root.resolve("template.yaml"),
                new Stack.Target(STACK, plan.plan().control(), SimulatedAws.ACCOUNT, Map.of("Role", "control")));
        Path target = root.resolve("packaging").resolve("target");
        Path runtime = NativeStartFolder.runtime(target);
        for (DeployedFunction function : DeployedFunction.of(root, stack)) {
            if (wanted.isEmpty() || wanted.contains(function.module())) {
                Path folder = NativeStartFolder.of(function, target, runtime);
                long unzipped;
                try (TrainingWorld world = TrainingWorld.begin(stack, plan)) {
                    Training training = new Training(root, world.endpoint(), Clock.systemUTC());
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

    private static PlanVersion plan(Path root) throws IOException {
        Path file = root.resolve("plans").resolve("orders.yaml");
        // Its databases are nowhere: nobody else's host is looked for in a training.
        String text = Files.readString(file).replaceAll("endpoint: ([a-z-]+)\\S*", "endpoint: $1.localhost");
        try {
            return new PlanVersion(1, text, PlanParser.parse(text));
        } catch (InvalidPlan invalid) {
            throw new IOException(file + " is no plan any more: " + invalid.getMessage(), invalid);
        }
    }
}
