// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

/**
 * One thing that is wrong with a plan.
 *
 * @param path where: {@code observers.list[1].probe.every}
 * @param value what stands there, as written; "nothing" when it is missing
 * @param remedy what to write instead, as a sentence
 */
public record PlanError(String path, String value, String remedy) {
    @Override
    public String toString() {
        return path + ": " + value + ": " + remedy;
    }
}
