// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import java.time.Instant;

/**
 * The right of one invocation to work on a service.
 *
 * @param owner unique to the invocation
 * @param until from then on anybody may take it
 */
public record Lease(String owner, Instant until) {}
