// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import dev.autofailover.simulated.lambda.Function;
import dev.autofailover.simulated.lambda.FunctionDefinition;
import java.time.Duration;
import java.util.function.Supplier;

/** What the template says of a function, beside its code: time-out, concurrency, alias, and what becomes of failed events. */
public final class DeclaredFunction {
    private final Stack stack;
    private final Resource declared;

    /** A function of {@code stack}. */
    public DeclaredFunction(Stack stack, Resource declared) {
        this.stack = stack;
        this.declared = declared;
    }

    /** The function's own name, which the stack's name begins. */
    public String name() {
        return stack.name() + "-" + declared.logicalId();
    }

    /** The function with these environments as its code. */
    public FunctionDefinition definition(Supplier<Function> environments) {
        JsonNode properties = declared.properties();
        JsonNode asynchronous = properties.path("EventInvokeConfig");
        FunctionDefinition function = FunctionDefinition.of(name(), stack.region(), environments)
                .timeout(Duration.ofSeconds(properties.path("Timeout").asLong()))
                .asynchronous(FunctionDefinition.Asynchronous.DEFAULT
                        .limits(
                                asynchronous.path("MaximumRetryAttempts").asInt(),
                                Duration.ofSeconds(asynchronous
                                        .path("MaximumEventAgeInSeconds")
                                        .asLong()))
                        .onFailure(asynchronous
                                .at("/DestinationConfig/OnFailure/Destination")
                                .asText()));
        if (properties.has("ReservedConcurrentExecutions")) {
            function = function.concurrency(
                    properties.path("ReservedConcurrentExecutions").asInt());
        }
        return properties.has("AutoPublishAlias")
                ? function.alias(properties.path("AutoPublishAlias").asText())
                : function;
    }

    /** The alias's part of the ARN that SAM gives to every trigger: the colon with the alias, or nothing where there is none. */
    String qualifier() {
        JsonNode alias = declared.properties().path("AutoPublishAlias");
        return alias.isMissingNode() ? "" : ":" + alias.asText();
    }
}
