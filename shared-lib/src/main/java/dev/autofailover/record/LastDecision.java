// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.decision.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * The decision that stands, so that people are told of a change and not of every look.
 *
 * @param since when this row was first decided without a break
 * @param toldAt when people were last told of it; empty when they were not
 */
public record LastDecision(int row, Reason reason, String text, Instant since, Optional<Instant> toldAt) {}
