// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import java.time.Instant;

/**
 * The last that was heard of a repair or a promotion block at one site.
 *
 * @param over whether it has ended since
 */
public record HeardOf(Instant at, boolean over, String reason) {}
