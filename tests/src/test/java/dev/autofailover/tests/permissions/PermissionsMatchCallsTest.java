// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import dev.autofailover.tests.simulation.Scenarios;
import dev.autofailover.tests.simulation.Scenarios.Made;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That each function's role grants what its code calls, and nothing else: actions and resources, in both roles of the template. */
class PermissionsMatchCallsTest {
    /** Granted for who acts in the function's name, and not called by its code. */
    private static final Set<String> CALLED_BY_LAMBDA_ITSELF = Set.of(
            // An input that failed goes to the on-failure destination with the function's role.
            "KeepWhatCannotBeParsed: sqs:SendMessage",
            // What the function prints.
            "Log: logs:CreateLogStream",
            "Log: logs:PutLogEvents");

    private static List<Made> calls = List.of();

    @BeforeAll
    static void play() {
        calls = Scenarios.calls();
    }

    @Test
    void everyCallIsGranted() {
        Set<String> denied = new TreeSet<>();
        for (Made made : calls) {
            CalledAction called = CalledAction.of(made.call());
            if (permissions(made).stream().noneMatch(permission -> permission.covers(called))) {
                denied.add(where(made.stack(), made.function()) + ": " + called);
            }
        }

        assertThat(denied).as("called, and not granted").isEmpty();
    }

    @Test
    void everyGrantIsUsed() {
        Set<String> used = calls.stream()
                .flatMap(made -> permissions(made).stream()
                        .filter(permission -> permission.covers(CalledAction.of(made.call())))
                        .map(permission -> where(made.stack(), made.function()) + ": " + permission))
                .collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>();
        calls.stream()
                .map(Made::stack)
                .distinct()
                .forEach(stack -> functions(stack).forEach(function -> {
                    for (Permission permission : Permission.of(stack, function)) {
                        String grant = where(stack, function.logicalId()) + ": " + permission;
                        if (!used.contains(grant) && !CALLED_BY_LAMBDA_ITSELF.contains(permission.toString())) {
                            unused.add(grant);
                        }
                    }
                }));

        assertThat(unused).as("granted, and not called").isEmpty();
    }

    @Test
    void everyFunctionOfBothRolesWasSeenAtWork() {
        Set<String> seen =
                calls.stream().map(made -> where(made.stack(), made.function())).collect(Collectors.toSet());

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(calls.stream()
                        .map(Made::stack)
                        .distinct()
                        .flatMap(stack -> functions(stack).stream().map(function -> where(stack, function.logicalId())))
                        .collect(Collectors.toSet()));
    }

    private static List<Permission> permissions(Made made) {
        return Permission.of(made.stack(), made.stack().find(made.function()).orElseThrow());
    }

    private static List<Resource> functions(Stack stack) {
        return stack.ofType("AWS::Serverless::Function");
    }

    private static String where(Stack stack, String function) {
        return function + " in " + stack.region();
    }
}
