// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

/** One change of a batch. */
record Change(Action action, RecordSet set) {
    enum Action {
        CREATE,
        DELETE,
        UPSERT;

        /** UPSERT counts twice, as the deletion and creation that it may be. */
        int cost() {
            return this == UPSERT ? 2 : 1;
        }
    }
}
