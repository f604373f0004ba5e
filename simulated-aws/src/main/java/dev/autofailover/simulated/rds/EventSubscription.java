// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.time.Instant;
import java.util.List;

/**
 * An RDS event subscription: which events of a Region go to a topic.
 *
 * @param region where it is, and whose events it gets
 * @param name unique in its Region
 * @param topicArn where the events go
 * @param sourceType {@code db-instance}, or empty for every type
 * @param sourceIds only these instances; empty for all
 * @param categories only these categories; empty for all
 * @param enabled whether it sends at all
 * @param created when it was made
 */
public record EventSubscription(
        String region,
        String name,
        String topicArn,
        String sourceType,
        List<String> sourceIds,
        List<String> categories,
        boolean enabled,
        Instant created) {
    boolean wants(String sourceIdentifier, RdsEvent event) {
        return enabled
                && (sourceType.isEmpty() || sourceType.equals("db-instance"))
                && (sourceIds.isEmpty() || sourceIds.contains(sourceIdentifier))
                && (categories.isEmpty() || event.categories().stream().anyMatch(categories::contains));
    }
}
