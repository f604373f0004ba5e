// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;

/**
 * How long AWS takes to move messages and to start functions.
 *
 * @param topicDelivery from a topic to a subscriber
 * @param busDelivery from a bus to a target
 * @param queueDispatch from Lambda's own queue to the function
 * @param coldStart until a new environment of a function takes its first event
 */
public record AwsTiming(Figure topicDelivery, Figure busDelivery, Figure queueDispatch, Figure coldStart) {
    private static final String SHORTENED = "shortened for the simulation";
    private static final String ESTIMATE = "estimate; AWS gives no figure";

    /** Nothing takes longer than 20 ms. */
    public static AwsTiming quick() {
        return same(Duration.ofMillis(10), Duration.ofMillis(20), SHORTENED);
    }

    /** Nothing takes any time. */
    public static AwsTiming none() {
        return same(Duration.ZERO, Duration.ZERO, SHORTENED);
    }

    /** What AWS says, and where it says nothing a careful estimate; see each figure's source. */
    public static AwsTiming documented() {
        return new AwsTiming(
                millis(100, ESTIMATE),
                millis(500, "EventBridge User Guide, What is Amazon EventBridge: typical latency about half a second"),
                millis(50, ESTIMATE),
                millis(1200, "measured for a Java function of this size outside AWS; " + ESTIMATE));
    }

    private static AwsTiming same(Duration delivery, Duration coldStart, String source) {
        Figure delivered = new Figure(delivery, source);
        return new AwsTiming(delivered, delivered, delivered, new Figure(coldStart, source));
    }

    private static Figure millis(long millis, String source) {
        return new Figure(Duration.ofMillis(millis), source);
    }
}
