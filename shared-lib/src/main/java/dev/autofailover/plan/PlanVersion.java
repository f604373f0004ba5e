// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

/**
 * A plan as it was applied.
 *
 * @param version 1 for the first that was applied to the service, then one more each time
 * @param text as the operator wrote it (YAML or JSON)
 */
public record PlanVersion(int version, String text, Plan plan) {}
