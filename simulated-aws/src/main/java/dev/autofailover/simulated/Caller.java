// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.Optional;

/**
 * Who calls.
 *
 * @param name the function's name, or the access key id of another process
 * @param region where the caller itself runs; empty for one outside AWS
 */
public record Caller(String name, Optional<String> region) {
    /** A function that runs in {@code region}. */
    public static Caller function(String name, String region) {
        return new Caller(name, Optional.of(region));
    }

    /** An operator or a process outside AWS. */
    public static Caller outside(String name) {
        return new Caller(name, Optional.empty());
    }
}
