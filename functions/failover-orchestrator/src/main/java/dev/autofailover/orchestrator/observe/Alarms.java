// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.observe;

import dev.autofailover.plan.Observer;
import dev.autofailover.vote.SiteVote;
import java.time.Instant;
import java.util.Optional;

/** Asks an alarm how it is now: by itself it speaks once, when it changes, and that goes stale. */
@FunctionalInterface
public interface Alarms {
    /** The alarm's vote now; none when its Region does not answer, for silence is no vote. */
    Optional<SiteVote> ask(Observer.Alarm alarm, Instant now);
}
