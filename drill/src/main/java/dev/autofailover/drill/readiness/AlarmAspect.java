// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.plan.Arn;
import dev.autofailover.plan.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** The plan's alarms: an alarm that is not there never speaks, and nobody would miss it. */
final class AlarmAspect implements Aspect {
    private final OperatorAws aws;

    AlarmAspect(OperatorAws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        List<Check> checks = new ArrayList<>();
        for (Observer observer : facts.plan().observers().list()) {
            if (observer instanceof Observer.Alarm alarm) {
                Arn.parse(alarm.arn()).ifPresent(arn -> checks.add(look(alarm, arn)));
            }
        }
        return checks;
    }

    private Check look(Observer.Alarm alarm, Arn arn) {
        String name = "alarm " + alarm.name();
        try {
            DescribeAlarmsResponse found = aws.ask(
                    "cloudwatch:DescribeAlarms",
                    arn.region(),
                    () -> aws.client(CloudWatchClient.builder(), arn.region())
                            .describeAlarms(ask -> ask.alarmNames(arn.name())
                                    .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)));
            Optional<String> state = Stream.concat(
                            found.metricAlarms().stream().map(MetricAlarm::stateValueAsString),
                            found.compositeAlarms().stream().map(CompositeAlarm::stateValueAsString))
                    .findFirst();
            return state.map(is -> judged(name, alarm, is))
                    .orElseGet(() -> Check.notOk(
                            name,
                            "there is no alarm " + arn.name() + " in " + arn.region(),
                            "create it, or take it out of the plan"));
        } catch (AwsTrouble trouble) {
            return Check.of(name, trouble);
        }
    }

    private static Check judged(String name, Observer.Alarm alarm, String state) {
        return state.equals("OK")
                ? Check.ok(name, "in state " + state)
                : Check.notOk(name, "in state " + state, "look at the alarm and at " + alarm.site());
    }
}
