// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a checker remembers from one invocation to the next, as long as Lambda keeps its process. After a cold start it begins anew,
 * which costs a few tries and says nothing wrong.
 */
final class Memory {
    private final Map<Subject, Watch> watches = new ConcurrentHashMap<>();

    Optional<Watch> of(Subject subject, Instant now, Duration fresh) {
        return Optional.ofNullable(watches.get(subject)).filter(watch -> !watch.forgotten(now, fresh));
    }

    void keep(Subject subject, Watch watch) {
        watches.put(subject, watch);
    }

    /** Drops what is older than a day: subjects that no plan names any more. */
    void tidy(Instant now) {
        watches.values().removeIf(watch -> watch.forgotten(now, Duration.ofDays(1)));
    }
}
