// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import dev.autofailover.simulated.SimulatedAws;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A function as it is deployed.
 *
 * @param environments makes the code of a new execution environment, once for each cold start
 * @param timeout after which an invocation is stopped; AWS's default is 3 s
 * @param concurrency the reserved concurrency, if any
 * @param asynchronous what becomes of events from its queue
 * @param configuration what GetFunctionConfiguration tells of it besides
 */
public record FunctionDefinition(
        String name,
        String region,
        Supplier<Function> environments,
        Set<String> aliases,
        Duration timeout,
        Optional<Integer> concurrency,
        Asynchronous asynchronous,
        Configuration configuration) {

    /** The longest time-out that a function may have. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    /** A function as given. */
    public FunctionDefinition {
        if (timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": a time-out of " + timeout + " is longer than " + LONGEST);
        }
    }

    /**
     * What is only told, for here no function runs by it.
     *
     * @param role ARN of the execution role; empty when there is none
     * @param variables the environment variables
     */
    public record Configuration(String role, Map<String, String> variables) {
        /** Nothing to tell. */
        public static final Configuration NONE = new Configuration("", Map.of());
    }

    /**
     * How events from the function's own queue are handled.
     *
     * @param retries after function errors, 0 to 2
     * @param maxAge after which an event is given up
     * @param onFailure ARN of the destination (SQS or SNS) that is told of a given-up event, with the error
     * @param deadLetters ARN of the older dead-letter queue (SQS or SNS), which gets the event alone
     */
    public record Asynchronous(int retries, Duration maxAge, Optional<String> onFailure, Optional<String> deadLetters) {
        /** AWS's defaults: two retries, six hours, nobody is told. */
        public static final Asynchronous DEFAULT =
                new Asynchronous(2, Duration.ofHours(6), Optional.empty(), Optional.empty());

        /** The same with this destination of given-up events. */
        public Asynchronous onFailure(String arn) {
            return new Asynchronous(retries, maxAge, Optional.of(arn), deadLetters);
        }

        /** The same with this dead-letter queue. */
        public Asynchronous deadLetters(String arn) {
            return new Asynchronous(retries, maxAge, onFailure, Optional.of(arn));
        }

        /** The same with these limits. */
        public Asynchronous limits(int newRetries, Duration newMaxAge) {
            return new Asynchronous(newRetries, newMaxAge, onFailure, deadLetters);
        }
    }

    /** A function with AWS's defaults whose environments share {@code code}. */
    public static FunctionDefinition of(String name, String region, Function code) {
        return of(name, region, () -> code);
    }

    /** A function with AWS's defaults. */
    public static FunctionDefinition of(String name, String region, Supplier<Function> environments) {
        return new FunctionDefinition(
                name,
                region,
                environments,
                Set.of(),
                Duration.ofSeconds(3),
                Optional.empty(),
                Asynchronous.DEFAULT,
                Configuration.NONE);
    }

    /** The same with one more alias. */
    public FunctionDefinition alias(String alias) {
        Set<String> more = new HashSet<>(aliases);
        more.add(alias);
        return new FunctionDefinition(
                name, region, environments, Set.copyOf(more), timeout, concurrency, asynchronous, configuration);
    }

    /** The same with this time-out, up to 15 minutes. */
    public FunctionDefinition timeout(Duration newTimeout) {
        return new FunctionDefinition(
                name, region, environments, aliases, newTimeout, concurrency, asynchronous, configuration);
    }

    /** The same with this many invocations at once at most. */
    public FunctionDefinition concurrency(int reserved) {
        return new FunctionDefinition(
                name, region, environments, aliases, timeout, Optional.of(reserved), asynchronous, configuration);
    }

    /** The same with this handling of its queue. */
    public FunctionDefinition asynchronous(Asynchronous handling) {
        return new FunctionDefinition(
                name, region, environments, aliases, timeout, concurrency, handling, configuration);
    }

    /** The same, telling this of itself. */
    public FunctionDefinition configuration(Configuration told) {
        return new FunctionDefinition(name, region, environments, aliases, timeout, concurrency, asynchronous, told);
    }

    /** The ARN without an alias. */
    public String arn() {
        return "arn:aws:lambda:" + region + ":" + SimulatedAws.ACCOUNT + ":function:" + name;
    }
}
