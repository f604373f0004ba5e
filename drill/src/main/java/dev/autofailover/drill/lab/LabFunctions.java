// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.lambda.Function;
import dev.autofailover.simulated.lambda.FunctionDefinition;
import dev.autofailover.simulated.lambda.HandlerContext;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys the real handlers: the class that the template names, given the simulated world instead of Lambda's. */
final class LabFunctions implements Wiring.Functions {
    private static final Logger LOG = LoggerFactory.getLogger(LabFunctions.class);

    private final LabAws world;
    private final SimulatedAws aws;
    private final Stack stack;

    LabFunctions(LabAws world, Stack stack) {
        this.world = world;
        this.aws = world.aws();
        this.stack = stack;
    }

    @Override
    public String deploy(Resource declared) {
        DeclaredFunction function = new DeclaredFunction(stack, declared);
        JsonNode properties = declared.properties();
        String role = world.iam().addRole(function.name() + "Role-" + stack.region(), stack.policies(declared));
        return world.lambda()
                .deploy(function.definition(() -> environment(function.name(), properties))
                        .configuration(new FunctionDefinition.Configuration(role, variables(properties))));
    }

    private Function environment(String name, JsonNode properties) {
        String region = stack.region();
        RequestStreamHandler handler =
                inRegion(region, () -> handler(properties.path("Handler").asText(), surroundings(name, properties)));
        return (in, out, context) -> inRegion(region, () -> {
            handler.handleRequest(in, out, new HandlerContext(context, LOG::info));
            return out;
        });
    }

    private Surroundings surroundings(String name, JsonNode properties) {
        Map<String, String> variables = variables(properties);
        variables.put("AWS_REGION", stack.region());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", name);
        return new Surroundings(
                Map.copyOf(variables),
                aws.httpClient(Caller.function(name, stack.region())),
                LabAccount.CREDENTIALS,
                aws.time(),
                aws.time()::pause);
    }

    /** Those that the template sets. */
    private static Map<String, String> variables(JsonNode properties) {
        Map<String, String> variables = new HashMap<>();
        properties
                .at("/Environment/Variables")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return variables;
    }

    private static RequestStreamHandler handler(String className, Surroundings surroundings) {
        try {
            return Class.forName(className)
                    .asSubclass(RequestStreamHandler.class)
                    .getConstructor(Surroundings.class)
                    .newInstance(surroundings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the template's handler " + className + " can't be made", e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> T inRegion(String region, Work<T> work) {
        WhereItRuns.enter(region);
        try {
            return work.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new HandlerFailed(e);
        } finally {
            WhereItRuns.leave();
        }
    }

    /** A checked exception on its way out of a handler. */
    static final class HandlerFailed extends RuntimeException {
        HandlerFailed(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
