// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import dev.autofailover.plan.Arn;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/**
 * Finds the orchestrator: by its name, or as an output of the control stack. What the operator does not say is taken from the
 * environment, and then from samconfig.toml.
 */
public final class ControlSearch {
    private static final String DEFAULT_STACK = "autofailover-control";
    private static final String OUTPUT = "OrchestratorFunctionName";

    private final OperatorAws aws;
    private final Map<String, String> deployed;

    /**
     * What the operator said.
     *
     * @param function name or ARN
     */
    public record Said(Optional<String> region, Optional<String> stack, Optional<String> function) {
        /** The same, with a Region for whoever named none. */
        public Said orIn(String fallback) {
            return new Said(region.or(() -> Optional.of(fallback)), stack, function);
        }
    }

    /**
     * A search with these credentials.
     *
     * @param root of the project, with samconfig.toml
     */
    public ControlSearch(OperatorAws aws, Path root) {
        this.aws = aws;
        this.deployed = SamConfig.control(root);
    }

    /**
     * The orchestrator that is meant.
     *
     * @throws NotPossible when it is not there, or may not be looked at
     */
    public Control find(Said said) throws NotPossible {
        aws.requireCredentials();
        Optional<Arn> arn = said.function().flatMap(Arn::parse);
        String region = arn.isPresent() ? arn.get().region() : region(said);
        String function = said.function().isPresent()
                ? said.function().get()
                : output(stack(region, said.stack().orElseGet(this::stackName)), region);
        return describe(region, function);
    }

    private String region(Said said) throws NotPossible {
        Map<String, String> variables = aws.surroundings().variables();
        return said.region()
                .or(() -> Optional.ofNullable(variables.get("AWS_REGION")))
                .or(() -> Optional.ofNullable(variables.get("AWS_DEFAULT_REGION")))
                .or(() -> Optional.ofNullable(deployed.get("region")))
                .orElseThrow(() -> new NotPossible(
                        "no Region: say --region REGION, the Region of the control stack, or set AWS_REGION"));
    }

    private String stackName() {
        return deployed.getOrDefault("stack_name", DEFAULT_STACK);
    }

    private Stack stack(String region, String name) throws NotPossible {
        try {
            return aws.ask(
                    "cloudformation:DescribeStacks",
                    region,
                    () -> aws.client(CloudFormationClient.builder(), region)
                            .describeStacks(ask -> ask.stackName(name))
                            .stacks()
                            .getFirst());
        } catch (AwsTrouble trouble) {
            if (trouble.code().equals("ValidationError")) {
                throw new NotPossible("there is no stack " + name + " in " + region
                        + ": say --stack NAME and --region REGION of the control stack, or --function NAME of the"
                        + " orchestrator, or deploy it (sam deploy --config-env control)");
            }
            throw trouble;
        }
    }

    private static String output(Stack stack, String region) throws NotPossible {
        return stack.outputs().stream()
                .filter(output -> output.outputKey().equals(OUTPUT))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow(() -> new NotPossible("stack " + stack.stackName() + " in " + region + " has no output "
                        + OUTPUT + " (it is " + stack.stackStatusAsString() + "): name the control stack, whose role is"
                        + " control"));
    }

    private Control describe(String region, String function) throws NotPossible {
        try {
            GetFunctionConfigurationResponse found = aws.ask(
                    "lambda:GetFunctionConfiguration",
                    region,
                    () -> aws.client(LambdaClient.builder(), region)
                            .getFunctionConfiguration(ask -> ask.functionName(function)));
            Map<String, String> variables =
                    found.environment() == null ? Map.of() : found.environment().variables();
            return new Control(region, function, found.role(), variables);
        } catch (AwsTrouble trouble) {
            if (trouble.code().equals("ResourceNotFoundException")) {
                throw new NotPossible("there is no function " + function + " in " + region
                        + ": say --function and --region of the orchestrator, or --stack of the control stack");
            }
            throw trouble;
        }
    }
}
