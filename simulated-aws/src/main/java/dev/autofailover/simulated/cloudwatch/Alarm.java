// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.SimulatedAws;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alarm and its state.
 *
 * @param region where it is
 * @param name unique in its Region
 * @param configuration what it was put as, under the names of the service model
 * @param configured when that was
 * @param state its state now
 */
record Alarm(String region, String name, ObjectNode configuration, Instant configured, State state) {
    /** A state with its reason; {@code data} is JSON, and missing for the first one. */
    record State(String value, String reason, Optional<String> data, Instant since) {}

    static State initial(Instant now) {
        return new State("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation", Optional.empty(), now);
    }

    boolean composite() {
        return configuration.has("AlarmRule");
    }

    String arn() {
        return "arn:aws:cloudwatch:" + region + ":" + SimulatedAws.ACCOUNT + ":alarm:" + name;
    }

    boolean actionsEnabled() {
        return Fields.flag(configuration, "ActionsEnabled").orElse(true);
    }

    /** The ARNs of what is to be done on entering this state. */
    List<String> actions(String stateValue) {
        return Fields.texts(
                configuration,
                switch (stateValue) {
                    case "OK" -> "OKActions";
                    case "ALARM" -> "AlarmActions";
                    default -> "InsufficientDataActions";
                });
    }

    Alarm in(State newState) {
        return new Alarm(region, name, configuration, configured, newState);
    }
}
