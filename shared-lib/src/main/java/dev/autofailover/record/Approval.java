// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import java.time.Instant;

/**
 * A human's yes to the proposal of that generation.
 *
 * @param accepts how much loss was accepted
 */
public record Approval(long generation, AcceptedLoss accepts, String by, Instant at) {}
