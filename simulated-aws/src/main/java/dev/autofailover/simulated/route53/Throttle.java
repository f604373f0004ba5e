// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.protocol.TokenBucket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Route 53's token buckets since 30 July 2026: one for the account, one for each action, one for changes. */
final class Throttle {
    private static final double BURST = 50;
    private static final double PER_SECOND = 10;
    private static final double CHANGES_BURST = 1_500;
    private static final double CHANGES_PER_SECOND = 100;
    private static final double CREATE_ZONE_BURST = 40;
    private static final double CREATE_ZONE_PER_SECOND = 2;

    private final InstantSource time;
    private final TokenBucket account;
    private final TokenBucket changes;
    private final Map<String, TokenBucket> actions = new ConcurrentHashMap<>();

    Throttle(InstantSource time) {
        this.time = time;
        this.account = new TokenBucket(time, BURST, PER_SECOND);
        this.changes = new TokenBucket(time, CHANGES_BURST, CHANGES_PER_SECOND);
    }

    void call(String action) {
        TokenBucket own = actions.computeIfAbsent(
                action,
                name -> name.equals("CreateHostedZone")
                        ? new TokenBucket(time, CREATE_ZONE_BURST, CREATE_ZONE_PER_SECOND)
                        : new TokenBucket(time, BURST, PER_SECOND));
        if (!account.take(1) || !own.take(1)) {
            throw Route53Errors.throttling();
        }
    }

    void changes(List<Change> batch) {
        if (!changes.take(
                batch.stream().mapToInt(change -> change.action().cost()).sum())) {
            throw Route53Errors.throttling();
        }
    }
}
