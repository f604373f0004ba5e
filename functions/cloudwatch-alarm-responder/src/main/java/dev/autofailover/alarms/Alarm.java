// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.alarms;

import dev.autofailover.plan.Arn;
import java.time.Instant;
import java.util.Optional;

/**
 * An alarm that changed its state, whichever way it was told.
 *
 * @param state as CloudWatch spells it
 * @param previousState empty when it is not told
 * @param reason CloudWatch's sentence
 * @param at when the state changed
 * @param watches the metric, the expression or the rule, in short
 * @param silenced why the alarm's actions are held back; empty when they are not
 */
record Alarm(
        Arn arn,
        String state,
        String previousState,
        String reason,
        Instant at,
        String watches,
        Optional<String> silenced) {}
