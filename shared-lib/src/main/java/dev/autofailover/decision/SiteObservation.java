// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import java.util.List;
import java.util.Optional;

/**
 * What AWS says of one site's database right now.
 *
 * @param answered whether the Region's API answered at all; when false all else is unknown
 * @param status as AWS spells it, such as {@code available}; "unknown" when nothing was said
 * @param role what the database is
 * @param fenced whether the isolating security group, and nothing else, is in effect
 * @param repair what AWS is doing to it by itself, if anything: "rebooting", "Multi-AZ failover" …
 * @param notPromotable why it can't be promoted now; empty when it can
 * @param replicationFault what AWS says of a replication that is not normal; empty when it is, or when this is no replica
 * @param lagSamples of this database as a replica, any order; empty when there are none
 */
public record SiteObservation(
        boolean answered,
        String status,
        Role role,
        boolean fenced,
        Optional<String> repair,
        Optional<String> notPromotable,
        Optional<String> replicationFault,
        List<LagSample> lagSamples) {

    /** What a database is to the other site's. */
    public enum Role {
        /** Stands alone: takes writes unless fenced. */
        WRITER,
        /** Replicates from the other site's database. */
        REPLICA,
        /** Replicates from something else, or is not there. */
        OTHER,
        UNKNOWN
    }

    /** Whether clients can commit here, as far as AWS can say. */
    public boolean acceptsWrites() {
        return answered && role == Role.WRITER && !fenced;
    }

    /** Nothing was said. */
    public static SiteObservation silent() {
        return new SiteObservation(
                false,
                "unknown",
                Role.UNKNOWN,
                false,
                Optional.empty(),
                Optional.of("its Region does not answer"),
                Optional.empty(),
                List.of());
    }
}
