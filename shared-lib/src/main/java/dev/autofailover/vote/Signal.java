// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a function heard or saw of one resource, before anybody knows which service that belongs to.
 *
 * <p>The orchestrator recognises the resource by the plans' observers; a signal that no plan names is dropped with a log line.
 */
public sealed interface Signal {
    /** Who says it: a probe's or canary's name in the plan; {@code rds-events}; {@code cloudwatch-alarm}. */
    String observer();

    /** What it is about: a database's or table's ARN or identifier; for an alarm the alarm's ARN. */
    String resource();

    /** The Region of the resource. */
    String region();

    /** When it was seen, by the clock of who saw it. */
    Instant at();

    /** One sentence, for people. */
    String reason();

    /**
     * An opinion.
     *
     * @param since when this observer first held this opinion without a break; not after {@code at}
     * @param wellAt when this observer last found the resource well, not after {@code at}; empty when it can't tell
     * @param evidence what the opinion rests on, such as {@code error}, {@code latencyMillis}, {@code tries}
     */
    record Vote(
            String observer,
            String resource,
            String region,
            Opinion opinion,
            Instant at,
            Instant since,
            Optional<Instant> wellAt,
            String reason,
            Map<String, String> evidence)
            implements Signal {

        /** Of an observer that hears of changes only, and can't tell when all was well. */
        public Vote(
                String observer,
                String resource,
                String region,
                Opinion opinion,
                Instant at,
                Instant since,
                String reason,
                Map<String, String> evidence) {
            this(observer, resource, region, opinion, at, since, Optional.empty(), reason, evidence);
        }
    }

    /** AWS began, or ended, repairing by itself inside the Region. */
    record Repair(String observer, String resource, String region, boolean ended, Instant at, String reason)
            implements Signal {}

    /** Promoting this database would be unsafe from now on, or is no longer. */
    record PromotionBlock(String observer, String resource, String region, boolean lifted, Instant at, String reason)
            implements Signal {}
}
