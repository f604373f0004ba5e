// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.operate.PlanFile;
import dev.autofailover.drill.policy.Account;
import dev.autofailover.drill.policy.Grant;
import dev.autofailover.drill.policy.Grants;
import dev.autofailover.drill.policy.IamPolicy;
import dev.autofailover.drill.policy.TemplateParameters;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autofailover plan policy}: what the functions must be allowed to do for these plans. Asks nobody. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Print the permissions that plans need: the smallest IAM policy, and values for sam deploy.")
public final class PlanPolicyCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    /** Half of what is printed, for another command to take. */
    enum Part {
        POLICY,
        PARAMETERS
    }

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "the account of the databases (default: the one that the plan's ARNs name)")
    private @Nullable String account;

    @Option(names = "--only", paramLabel = "PART", description = "policy or parameters: print that alone")
    private @Nullable Part only;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON; several are taken together")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    @Override
    public Integer call() throws NotPossible {
        if (account != null && !account.matches("\\d{12}")) {
            throw new ParameterException(spec.commandLine(), "--account " + account + ": write its twelve digits");
        }
        List<Grant> grants = new ArrayList<>();
        boolean right = true;
        for (Path file : files) {
            try {
                PlanFile plan = PlanFile.read(file);
                grants.addAll(Grants.of(plan.plan(), Account.of(plan.plan(), Optional.ofNullable(account))));
            } catch (PlanFile.Wrong wrong) {
                wrong.lines().forEach(spec.commandLine().getErr()::println);
                right = false;
            }
        }
        if (!right) {
            return FAILED;
        }
        print(Grants.merged(grants));
        return 0;
    }

    private void print(List<Grant> grants) {
        PrintWriter out = spec.commandLine().getOut();
        if (only != Part.PARAMETERS) {
            out.println(IamPolicy.of(grants).toPrettyString());
        }
        if (only != Part.POLICY) {
            Map<String, String> values = TemplateParameters.of(grants);
            out.println(TemplateParameters.line(values));
            TemplateParameters.without(values)
                    .forEach(parameter -> spec.commandLine()
                            .getErr()
                            .println("autofailover: no plan names anything for " + parameter + ": its default stays"));
        }
    }
}
