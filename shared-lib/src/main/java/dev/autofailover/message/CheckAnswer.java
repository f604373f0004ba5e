// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import java.time.Duration;
import java.util.Optional;

/**
 * What a database-health-checker saw when it was asked.
 *
 * @param answers whether the server let us in and answered a query
 * @param inRecovery whether it is a standby; empty when it did not say
 * @param position where it is in the write-ahead log, such as {@code 0/5000148}: replayed so far on a standby, written so far
 *     on a writer; empty when it did not say
 * @param wrote whether a row was committed; empty when that was not asked for or not tried
 * @param latency how long the check took
 * @param reason one sentence, for people
 */
public record CheckAnswer(
        boolean answers,
        Optional<Boolean> inRecovery,
        Optional<String> position,
        Optional<Boolean> wrote,
        Duration latency,
        String reason) {}
