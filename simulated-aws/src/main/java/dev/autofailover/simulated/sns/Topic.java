// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sns;

import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.SimulatedAws;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A topic with its subscriptions, by their ARN. */
record Topic(Arn arn, Map<String, String> set, Map<String, Subscription> subscriptions) {
    static Topic at(Arn arn) {
        return new Topic(arn, new ConcurrentSkipListMap<>(), new ConcurrentSkipListMap<>());
    }

    /** All attributes, as GetTopicAttributes shows them. */
    Map<String, String> attributes() {
        Map<String, String> all = new LinkedHashMap<>(set);
        all.put("TopicArn", arn.toString());
        all.put("Owner", SimulatedAws.ACCOUNT);
        all.put("SubscriptionsConfirmed", Integer.toString(subscriptions.size()));
        all.put("SubscriptionsPending", "0");
        all.put("SubscriptionsDeleted", "0");
        all.putIfAbsent("DisplayName", "");
        return all;
    }
}
