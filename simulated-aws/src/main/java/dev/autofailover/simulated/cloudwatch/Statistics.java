// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import java.util.Set;

/** What CloudWatch keeps of one or more values. */
record Statistics(double sampleCount, double sum, double minimum, double maximum) {
    static Statistics of(double value, double count) {
        return new Statistics(count, value * count, value, value);
    }

    Statistics plus(Statistics other) {
        return new Statistics(
                sampleCount + other.sampleCount,
                sum + other.sum,
                Math.min(minimum, other.minimum),
                Math.max(maximum, other.maximum));
    }

    private static final Set<String> KNOWN = Set.of("SampleCount", "Sum", "Minimum", "Maximum", "Average");

    /**
     * The same name.
     *
     * @throws dev.autofailover.simulated.AwsError for percentiles and other extended statistics
     */
    static String known(String statistic) {
        if (!KNOWN.contains(statistic)) {
            throw Fields.invalidValue("The statistic " + statistic + " is not simulated");
        }
        return statistic;
    }

    /** The value of a {@link #known} statistic. */
    double get(String statistic) {
        return switch (statistic) {
            case "SampleCount" -> sampleCount;
            case "Sum" -> sum;
            case "Minimum" -> minimum;
            case "Maximum" -> maximum;
            case "Average" -> sum / sampleCount;
            default -> throw new IllegalArgumentException(statistic);
        };
    }
}
