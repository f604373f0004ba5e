// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.effect;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A call that changes the world, as it is said in a dry run.
 *
 * @param service as IAM spells it, such as {@code rds}
 * @param operation as AWS spells it, such as {@code PromoteReadReplica}
 * @param region where it is made
 * @param parameters those that matter to who reads it, by name in order
 */
public record PlannedCall(String service, String operation, String region, SortedMap<String, String> parameters) {
    /** A call with these parameters. */
    public static PlannedCall of(String service, String operation, String region, Map<String, String> parameters) {
        return new PlannedCall(service, operation, region, new TreeMap<>(parameters));
    }

    /** Whether this is that operation on the thing that {@code parameter} names. */
    public boolean is(String ofOperation, String inRegion, String parameter, String value) {
        return operation.equals(ofOperation) && region.equals(inRegion) && value.equals(parameters.get(parameter));
    }
}
