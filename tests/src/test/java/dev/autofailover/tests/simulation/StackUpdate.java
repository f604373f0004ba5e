// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.drill.template.Stack;
import dev.autofailover.simulated.lambda.Function;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * What {@code sam deploy} does to a stack that is there: every function is replaced, so that what begins from now on begins in a new
 * environment while what runs goes on in its old one, and every schedule is written anew. Topics, queues and the table stay.
 */
final class StackUpdate {
    private StackUpdate() {}

    /** The control stack in Stockholm, deployed once more. */
    static void ofControl(SimulatedSystem system) {
        of(system, Regions.STOCKHOLM, SimulatedSystem.CONTROL, UnaryOperator.identity());
    }

    /** That Region's stack with those parameters, and that release of the functions. */
    static void of(
            SimulatedSystem system, String region, Map<String, String> parameters, UnaryOperator<Function> release) {
        Stack stack = system.declare(region, parameters, release);
        stack.ofType("AWS::Serverless::Function")
                .forEach(function ->
                        Objects.requireNonNull(system.handlers.get(region)).deploy(function));
        SchedulerClient schedules = system.cloud.client(SchedulerClient.builder(), region);
        schedules
                .listSchedules(list -> {})
                .schedules()
                .forEach(schedule -> schedules.deleteSchedule(delete -> delete.name(schedule.name())));
        system.wiring(region).start();
    }
}
