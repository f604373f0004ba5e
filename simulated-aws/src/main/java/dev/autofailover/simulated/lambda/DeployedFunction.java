// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import dev.autofailover.simulated.AwsError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A deployed function with its execution environments: those that are free, and the invocations that hold the others. */
final class DeployedFunction {
    private final FunctionDefinition definition;

    /** Guarded by this, as are the others. */
    private final Deque<Function> free = new ArrayDeque<>();

    private final Set<Execution> running = new HashSet<>();

    DeployedFunction(FunctionDefinition definition) {
        this.definition = definition;
    }

    FunctionDefinition definition() {
        return definition;
    }

    /**
     * Takes {@code execution} in.
     *
     * @return the environment that is free for it; empty when it must make a new one
     * @throws AwsError when the function's concurrency is used up
     */
    synchronized Optional<Function> admit(Execution execution) {
        if (running.size() >= definition.concurrency().orElse(Integer.MAX_VALUE)) {
            throw SimulatedLambda.tooManyRequests();
        }
        running.add(execution);
        return Optional.ofNullable(free.poll());
    }

    /** Lets {@code execution} go; its environment, if it survived, is free for the next. */
    synchronized void leave(Execution execution, Optional<Function> environment) {
        running.remove(execution);
        environment.ifPresent(free::push);
    }

    /** The Region is gone: what runs is lost, and so are the environments. */
    void lose() {
        Set<Execution> lost;
        synchronized (this) {
            lost = Set.copyOf(running);
            free.clear();
        }
        lost.forEach(Execution::lose);
    }
}
