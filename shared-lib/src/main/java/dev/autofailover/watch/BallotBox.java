// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.vote.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The votes of one invocation on their way to the orchestrator. What only repeats that all is well waits until nobody is looking any
 * more, so that what all observers say at one moment is one message; anything else goes at once, and takes along what waits.
 */
final class BallotBox {
    private static final Logger LOG = LoggerFactory.getLogger(BallotBox.class);

    /** So long a vote waits for others that are slow to look. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<List<Signal.Vote>> publish;
    private final InstantSource clock;
    private final WatchMetrics metrics;
    private final Map<Subject, Signal.Vote> waiting = new LinkedHashMap<>();
    private Optional<Instant> waitingSince = Optional.empty();
    private int looking;

    /**
     * An empty box.
     *
     * @param publish takes votes to the orchestrator, or throws
     * @param looking how many observers are about to begin their first round
     */
    BallotBox(Consumer<List<Signal.Vote>> publish, InstantSource clock, WatchMetrics metrics, int looking) {
        this.publish = publish;
        this.clock = clock;
        this.metrics = metrics;
        this.looking = looking;
    }

    /** One more observer begins a round, not its first. */
    synchronized void lookingAgain() {
        looking++;
    }

    /** Puts a vote in, over an older one on the same subject. */
    synchronized void cast(Subject subject, Signal.Vote vote) {
        waiting.put(subject, vote);
        waitingSince = waitingSince.or(() -> Optional.of(clock.instant()));
    }

    /** Whether a vote on that subject has not gone yet. */
    synchronized boolean holds(Subject subject) {
        return waiting.containsKey(subject);
    }

    /**
     * An observer has ended a round.
     *
     * @param atOnce whether it put in something that must not wait
     * @return false when votes were to go and could not; they are in the box again, and who is told so tries again
     */
    boolean lookedWith(boolean atOnce) {
        synchronized (this) {
            looking--;
            boolean waitedLongEnough = waitingSince
                    .filter(since -> !clock.instant().isBefore(since.plus(PATIENCE)))
                    .isPresent();
            if (looking > 0 && !atOnce && !waitedLongEnough) {
                return true;
            }
        }
        return empty();
    }

    /** Publishes all that waits. Returns false when it could not be, and is in the box again. */
    boolean empty() {
        Map<Subject, Signal.Vote> going = take();
        if (going.isEmpty()) {
            return true;
        }
        try {
            // Not under the lock: nobody's look waits for a slow topic.
            publish.accept(new ArrayList<>(going.values()));
            return true;
        } catch (RuntimeException refused) {
            LOG.error("{} votes could not be published: {}: {}", going.size(), going.values(), refused.toString());
            metrics.unpublished(going.size());
            putBack(going);
            return false;
        }
    }

    private synchronized Map<Subject, Signal.Vote> take() {
        Map<Subject, Signal.Vote> all = new LinkedHashMap<>(waiting);
        waiting.clear();
        waitingSince = Optional.empty();
        return all;
    }

    private synchronized void putBack(Map<Subject, Signal.Vote> unpublished) {
        unpublished.forEach(waiting::putIfAbsent);
        waitingSince = waitingSince.or(() -> Optional.of(clock.instant()));
    }
}
