// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.Map;

/**
 * What one simulated service sends to others by itself: RDS events and alarm actions. Implemented over the simulated SNS,
 * EventBridge and Lambda; an implementation that can't deliver (no such topic) reports it and does not throw.
 */
public interface Outbound {
    /**
     * Publishes to a topic in the Region that its ARN names.
     *
     * @param attributes message attributes of type String
     */
    void publish(String topicArn, String subject, String message, Map<String, String> attributes);

    /** Puts a whole event, as AWS services write it ({@code version}, {@code id}, {@code detail-type} …), on the Region's default bus. */
    void putEvent(String region, String eventJson);

    /** Invokes a function, a version or an alias asynchronously. */
    void invokeAsynchronously(String functionArn, String payloadJson);
}
