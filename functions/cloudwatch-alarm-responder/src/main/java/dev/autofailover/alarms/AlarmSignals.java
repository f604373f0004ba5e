// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.alarms;

import dev.autofailover.lambda.Delivery;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.Reading;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.vote.AlarmOpinion;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.util.Map;

/** What an alarm that changed its state says of what it watches. */
final class AlarmSignals {
    private static final String OBSERVER = "cloudwatch-alarm";
    private static final int LONGEST_TEXT = 500;

    private AlarmSignals() {}

    /**
     * What that delivery comes to.
     *
     * @throws Unusable when it holds no readable alarm
     */
    static Reading read(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Notification notification ->
                vote(AlarmReader.ofNotification(InputReader.read("the message of SNS", notification.message())));
            case Delivery.BusEvent event -> read(event);
            case Delivery.Direct direct -> {
                if (!direct.asInput().path("alarmData").isObject()) {
                    throw new Unusable(
                            "the input is neither Records of SNS, nor an event, nor an alarm's direct action");
                }
                yield vote(AlarmReader.ofDirectAction(direct.asInput()));
            }
            case Delivery.Broken broken -> throw new Unusable(broken.reason());
        };
    }

    private static Reading read(Delivery.BusEvent event) {
        return switch (event.detailType()) {
            case "CloudWatch Alarm State Change" -> vote(AlarmReader.ofBus(event.asInput()));
            case "CloudWatch Alarm Configuration Change", "CloudWatch Alarm Contributor State Change" ->
                new Reading.Ignored("a " + event.detailType() + " is not a change of an alarm's state");
            default -> throw new Unusable("the event is not about an alarm but a \"" + event.detailType() + "\"");
        };
    }

    private static Reading vote(Alarm alarm) {
        Opinion opinion = AlarmOpinion.of(alarm.state())
                .orElseThrow(() -> new Unusable("the alarm's state is not known: " + alarm.state()));
        String says = "alarm " + alarm.arn().name() + " is in " + alarm.state();
        return alarm.silenced()
                .<Reading>map(why -> new Reading.Ignored(says + " and does not vote, being " + why))
                .orElseGet(() -> new Reading.Says(new Signal.Vote(
                        OBSERVER,
                        alarm.arn().toString(),
                        alarm.arn().region(),
                        opinion,
                        alarm.at(),
                        alarm.at(),
                        cut(says + ": " + alarm.reason()),
                        evidence(alarm))));
    }

    private static Map<String, String> evidence(Alarm alarm) {
        return Map.of("state", alarm.state(), "previousState", alarm.previousState(), "watches", cut(alarm.watches()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
