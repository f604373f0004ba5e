// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import java.time.Instant;

/**
 * One measurement of replication lag.
 *
 * @param seconds as measured; negative means "not replicating" (RDS reports −1), never "ahead"
 */
public record LagSample(Instant at, double seconds) {}
