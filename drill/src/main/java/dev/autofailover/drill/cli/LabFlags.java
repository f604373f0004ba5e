// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.lab.LabOptions;
import dev.autofailover.drill.lab.LabPolicy;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that drill and lab share. */
final class LabFlags {
    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = "standard",
            description = "careful, standard or fast: how often is looked, and how soon believed (default: standard)")
    private LabPolicy policy = LabPolicy.STANDARD;

    @Option(
            names = "--aws-timing",
            paramLabel = "PACE",
            defaultValue = "quick",
            description = "quick or documented: how long AWS's own part takes (default: quick)")
    private LabOptions.AwsPace pace = LabOptions.AwsPace.QUICK;

    LabOptions options(Path root) {
        return new LabOptions(root, policy, pace, Map.of());
    }
}
