// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.autofailover.database.DatabaseHealthChecker;
import dev.autofailover.database.SqlCheck;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.watch.Crew;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function as the template declares it.
 *
 * @param module the name of its module, such as {@code rds-event-subscriber}
 * @param logicalId its name in the template
 * @param handler its class
 * @param variables its environment variables
 */
record InvokedFunction(
        String module, String logicalId, String handler, Duration timeout, Map<String, String> variables) {
    private static final int CHECKS_AT_ONCE = 8;

    /** All functions of the stack. */
    static List<InvokedFunction> of(Stack stack) {
        return stack.ofType("AWS::Serverless::Function").stream()
                .map(declared -> of(declared, stack.region()))
                .toList();
    }

    /** The one that is called so, by its module's name or its logical id. */
    static Optional<InvokedFunction> named(String name, List<InvokedFunction> all) {
        return all.stream()
                .filter(function ->
                        function.module().equals(name) || function.logicalId().equals(name))
                .findFirst();
    }

    /**
     * The real handler, in those surroundings.
     *
     * @param sql what the database checker's SQL finds
     */
    RequestStreamHandler handlerIn(Surroundings surroundings, SqlCheck sql) {
        if (handler.equals(DatabaseHealthChecker.class.getName())) {
            return new DatabaseHealthChecker(surroundings, sql, Crew.onVirtualThreads(CHECKS_AT_ONCE));
        }
        try {
            return Class.forName(handler)
                    .asSubclass(RequestStreamHandler.class)
                    .getConstructor(Surroundings.class)
                    .newInstance(surroundings);
        } catch (InvocationTargetException refused) {
            Throwable why = Optional.ofNullable(refused.getCause()).orElse(refused);
            throw new IllegalStateException(String.valueOf(why.getMessage()), why);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the template's handler " + handler + " can't be made", impossible);
        }
    }

    private static InvokedFunction of(Stack.Resource declared, String region) {
        var properties = declared.properties();
        var variables = new HashMap<String, String>();
        properties
                .at("/Environment/Variables")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        variables.put("AWS_REGION", region);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", declared.logicalId());
        return new InvokedFunction(
                properties
                        .path("CodeUri")
                        .asText()
                        .replaceFirst("^functions/", "")
                        .replaceFirst("/.*$", ""),
                declared.logicalId(),
                properties.path("Handler").asText(),
                Duration.ofSeconds(properties.path("Timeout").asLong()),
                Map.copyOf(variables));
    }
}
