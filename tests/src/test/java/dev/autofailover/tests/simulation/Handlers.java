// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.alarms.CloudWatchAlarmResponder;
import dev.autofailover.database.DatabaseHealthChecker;
import dev.autofailover.drill.lab.DeclaredFunction;
import dev.autofailover.drill.lab.Wiring;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.dynamodb.DynamoDbHealthChecker;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.orchestrator.FailoverOrchestrator;
import dev.autofailover.orchestrator.traffic.DnsQuery;
import dev.autofailover.rdsevents.RdsEventSubscriber;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.lambda.Function;
import dev.autofailover.simulated.lambda.HandlerContext;
import dev.autofailover.watch.Crew;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Deploys the real handlers in one simulated Region, with the world's clock, databases and name servers. */
final class Handlers implements Wiring.Functions {
    /** As many as the orchestrator's own composition lets work at once. */
    private static final int SERVICES_AT_ONCE = 16;

    private final SimulatedCloud cloud;
    private final Databases databases;
    private final Stack stack;
    private final UnaryOperator<Function> release;
    private final Map<String, ReadVariables> variables = new HashMap<>();

    /** @param release what makes another release of a function out of this one */
    Handlers(SimulatedCloud cloud, Databases databases, Stack stack, UnaryOperator<Function> release) {
        this.release = release;
        this.cloud = cloud;
        this.databases = databases;
        this.stack = stack;
    }

    @Override
    public String deploy(Stack.Resource declared) {
        DeclaredFunction function = new DeclaredFunction(stack, declared);
        JsonNode properties = declared.properties();
        ReadVariables given = new ReadVariables(variablesOf(function.name(), properties));
        variables.put(declared.logicalId(), given);
        return cloud.lambda().deploy(function.definition(() -> environment(function.name(), properties, given)));
    }

    /** Which of the variables the function has asked for, by its logical id. */
    Map<String, Set<String>> variablesRead() {
        return variables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().read()));
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

    private Function environment(String name, JsonNode properties, ReadVariables given) {
        Surroundings surroundings = cloud.surroundings(Caller.function(name, stack.region()), given);
        RequestStreamHandler handler = handler(properties.path("Handler").asText(), surroundings);
        return release.apply(
                (in, out, context) -> handler.handleRequest(in, out, new HandlerContext(context, line -> {})));
    }

    private RequestStreamHandler handler(String className, Surroundings surroundings) {
        Together together = new Together(cloud.time(), Integer.MAX_VALUE);
        Crew crew = new Crew(together, together);
        if (className.equals(RdsEventSubscriber.class.getName())) {
            return new RdsEventSubscriber(surroundings);
        }
        if (className.equals(CloudWatchAlarmResponder.class.getName())) {
            return new CloudWatchAlarmResponder(surroundings);
        }
        if (className.equals(DynamoDbHealthChecker.class.getName())) {
            return new DynamoDbHealthChecker(surroundings, crew);
        }
        if (className.equals(DatabaseHealthChecker.class.getName())) {
            return new DatabaseHealthChecker(surroundings, new ModelSql(cloud, databases, stack.region()), crew);
        }
        if (className.equals(FailoverOrchestrator.class.getName())) {
            return new FailoverOrchestrator(surroundings, names(), new Together(cloud.time(), SERVICES_AT_ONCE));
        }
        throw new IllegalStateException("the simulation knows no handler " + className);
    }

    private DnsQuery names() {
        return name -> cloud.route53()
                .resolve(name, "CNAME")
                .map(set -> set.values().stream()
                        .map(value -> value.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** Side by side on virtual time, in the same order each time; so many at once at most, the next ones when all of those have ended. */
    private record Together(SimulatedTime time, int atOnce) implements SideBySide {
        @Override
        public <T> List<T> all(List<? extends Supplier<T>> tasks) {
            List<T> results = new ArrayList<>();
            for (int from = 0; from < tasks.size(); from += Math.min(atOnce, tasks.size())) {
                results.addAll(time.together(tasks.subList(
                        from, Math.min(tasks.size(), from + Math.min(atOnce, tasks.size())))));
            }
            return results;
        }
    }
}
