// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Functions;
import dev.autofailover.simulated.ServiceEvents;
import dev.autofailover.simulated.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the world that an alarm changed its state: an event always, and the actions of the new state. */
final class AlarmAnnouncer {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmAnnouncer.class);

    private final Topics topics;
    private final ServiceEvents bus;
    private final Functions functions;

    AlarmAnnouncer(Topics topics, ServiceEvents bus, Functions functions) {
        this.topics = topics;
        this.bus = bus;
        this.functions = functions;
    }

    /** Whether an action's ARN is one that can be carried out here. */
    static boolean knows(String actionArn) {
        return actionArn.startsWith("arn:aws:sns:") || actionArn.startsWith("arn:aws:lambda:");
    }

    void changed(Alarm.State before, Alarm after) {
        bus.emit(
                after.region(),
                "aws.cloudwatch",
                "CloudWatch Alarm State Change",
                List.of(after.arn()),
                AlarmShapes.detail(before, after));
        if (after.actionsEnabled()) {
            after.actions(after.state().value()).forEach(action -> carryOut(action, before, after));
        }
    }

    private void carryOut(String action, Alarm.State before, Alarm after) {
        if (action.startsWith("arn:aws:sns:")) {
            topics.publish(
                    action,
                    Optional.of(AlarmNotification.subject(after)),
                    AlarmNotification.message(before, after),
                    Map.of());
            return;
        }
        try {
            functions.invokeLater(action, AlarmShapes.direct(before, after), "cloudwatch");
        } catch (AwsError refused) {
            // As on AWS: the action is lost, and only the alarm's history would tell.
            LOG.warn("alarm {}: {} did not take its action: {}", after.name(), action, refused.message());
        }
    }
}
