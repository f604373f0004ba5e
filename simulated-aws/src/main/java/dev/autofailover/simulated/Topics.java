// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.Map;
import java.util.Optional;

/** How an AWS service publishes to a customer's SNS topic. */
public interface Topics {
    /**
     * Publishes; delivered later. A topic that does not exist, or whose Region is gone, loses the message.
     *
     * @param attributes string attributes of the message, by name
     */
    void publish(String topicArn, Optional<String> subject, String message, Map<String, String> attributes);
}
