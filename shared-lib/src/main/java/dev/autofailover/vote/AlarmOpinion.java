// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import java.util.Optional;

/** What the state of a CloudWatch alarm says of what it watches. */
public final class AlarmOpinion {
    private AlarmOpinion() {}

    /**
     * OK is HEALTHY and ALARM is DOWN. INSUFFICIENT_DATA is SUSPECT: a metric that went missing proves nothing, for the metric's
     * sender may be gone and not the database; an alarm for which silence means death says so itself, with {@code TreatMissingData:
     * breaching}.
     *
     * @param state as CloudWatch spells it
     * @return empty for a state that is not known
     */
    public static Optional<Opinion> of(String state) {
        return switch (state) {
            case "OK" -> Optional.of(Opinion.HEALTHY);
            case "ALARM" -> Optional.of(Opinion.DOWN);
            case "INSUFFICIENT_DATA" -> Optional.of(Opinion.SUSPECT);
            default -> Optional.empty();
        };
    }
}
