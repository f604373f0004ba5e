// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import java.time.Instant;
import java.util.Optional;

/** A change that was accepted, and whether it is everywhere. */
record ChangeInfo(String id, Instant submittedAt, boolean insync, Optional<String> comment) {
    String status() {
        return insync ? "INSYNC" : "PENDING";
    }

    ChangeInfo nowInsync() {
        return new ChangeInfo(id, submittedAt, true, comment);
    }
}
