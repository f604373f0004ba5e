// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.lab.DeclaredFunction;
import dev.autofailover.drill.lab.Wiring;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.lambda.Function;
import dev.autofailover.simulated.lambda.HandlerContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Deploys the real handlers in one simulated Region, with the world's clock, databases and name servers. */
final class Handlers implements Wiring.Functions {
    private final SimulatedCloud cloud;
    private final Databases databases;
    private final Stack stack;
    private final UnaryOperator<Function> release;
    private final Code code;

    /** @param release what makes another release of a function out of this one */
    Handlers(SimulatedCloud cloud, Databases databases, Stack stack, Code code, UnaryOperator<Function> release) {
        this.release = release;
        this.code = code;
        this.cloud = cloud;
        this.databases = databases;
        this.stack = stack;
    }

    @Override
    public String deploy(Stack.Resource declared) {
        DeclaredFunction function = new DeclaredFunction(stack, declared);
        JsonNode properties = declared.properties();
        Map<String, String> variables = variablesOf(function.name(), properties);
        return cloud.lambda().deploy(function.definition(() -> environment(function.name(), properties, variables)));
    }

    private Map<String, String> variablesOf(String name, JsonNode properties) {
        Map<String, String> all = new HashMap<>();
        properties
                .at("/Environment/Variables")
                .properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
        all.put("AWS_REGION", stack.region());
        all.put("AWS_LAMBDA_FUNCTION_NAME", name);
        return all;
    }

    private Function environment(String name, JsonNode properties, Map<String, String> variables) {
        Surroundings surroundings = cloud.surroundings(Caller.function(name, stack.region()), variables);
        RequestStreamHandler handler = code.handler(
                properties, new Code.Place(cloud, surroundings, new ModelSql(cloud, databases, stack.region())));
        return release.apply(
                (in, out, context) -> handler.handleRequest(in, out, new HandlerContext(context, line -> {})));
    }
}
