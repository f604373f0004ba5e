// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.operate.ControlSearch.Said;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say which orchestrator is meant, and who speaks to it. */
final class ControlFlags {
    private static final String REGION = "[a-z]{2}(-[a-z]+){1,3}-\\d{1,2}";

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "the control Region (default: AWS_REGION, AWS_DEFAULT_REGION, samconfig.toml's control)")
    private @Nullable String region;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "the control stack (default: samconfig.toml's control, else autofailover-control)")
    private @Nullable String stack;

    @Option(names = "--function", paramLabel = "NAME", description = "the orchestrator itself, by name or ARN")
    private @Nullable String function;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "who you are, for the record (default: the name of your login)")
    private @Nullable String by;

    Said said() {
        if (region != null && !region.matches(REGION)) {
            throw new ParameterException(
                    spec.commandLine(), "--region " + region + ": write an AWS Region, such as eu-north-1");
        }
        if (stack != null && function != null) {
            throw new ParameterException(spec.commandLine(), "--stack or --function, not both");
        }
        return new Said(Optional.ofNullable(region), Optional.ofNullable(stack), Optional.ofNullable(function));
    }

    String by() {
        return by == null ? System.getProperty("user.name", "operator") : by;
    }
}
