// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import java.time.Duration;

/** One thing that leads clients to the active site. */
public sealed interface TrafficSwitch {
    /** A name for people and for the record, unique in the plan. */
    String label();

    /**
     * A record in a public or private Route 53 zone whose value is the active site's endpoint.
     *
     * @param hostedZone the zone's id, without {@code /hostedzone/}
     * @param name fully qualified, lower case, without the trailing dot
     * @param type {@code CNAME}: an RDS endpoint is no alias target (Route 53 guide, "choosing alias or non-alias")
     */
    record Route53Record(String hostedZone, String name, String type, Duration ttl) implements TrafficSwitch {
        @Override
        public String label() {
            return name;
        }
    }
}
