// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One failover on purpose, or one on purpose not.
 *
 * @param happens what is done to the lab
 * @param expected what must come of it
 * @param outageLimits how long clients may be without service, where the drill promises that
 * @param setting what the lab's plan says differently for it
 * @param script does it, and says what was missed
 */
public record Drill(
        String name, String happens, String expected, OutageLimits outageLimits, Setting setting, Script script) {

    /** What a drill does. */
    @FunctionalInterface
    public interface Script {
        /** Plays the drill on {@code stage}; what does not come about is said with {@link Stage#expect}. */
        void play(Stage stage) throws Exception;
    }

    /** What the lab's plan says differently for a drill. */
    public enum Setting {
        AS_IS,
        /** The standby gets little time to catch up, so that a run turns back soon. */
        SHORT_CATCH_UP,
        /** A lag sample is soon too old to count. */
        LAG_SOON_STALE,
        /** There is no third Region: the standby's decides, and more observers speak about the active one from there than from within. */
        NO_THIRD_REGION;

        /** Values by their path in the plan, to be put there in this order. */
        Map<String, String> plan() {
            return switch (this) {
                case AS_IS -> Map.of();
                case SHORT_CATCH_UP -> Map.of("/policy/steps/catch-up", "PT5S");
                case LAG_SOON_STALE -> Map.of("/policy/lagFresh", "PT1M");
                case NO_THIRD_REGION -> {
                    Map<String, String> changes = new LinkedHashMap<>();
                    changes.put("/control", "eu-central-1");
                    changes.put("/observers/list/5/dynamodb-canary/from", "eu-central-1");
                    // The alarm in Ireland, and the probe from Stockholm, where there is no stack now.
                    changes.put("/observers/list/3", "");
                    changes.put("/observers/list/0", "");
                    yield changes;
                }
            };
        }
    }

    /** The promised outage by policy; none where the policy promises none. */
    public record OutageLimits(Optional<Duration> standard, Optional<Duration> fast) {
        static final OutageLimits NONE = new OutageLimits(Optional.empty(), Optional.empty());

        static OutageLimits seconds(long standard, long fast) {
            return new OutageLimits(Optional.of(Duration.ofSeconds(standard)), Optional.of(Duration.ofSeconds(fast)));
        }

        /** The limit under that policy. */
        public Optional<Duration> under(String policy) {
            return switch (policy) {
                case "standard" -> standard;
                case "fast" -> fast;
                default -> Optional.empty();
            };
        }
    }

    static Drill of(String name, String happens, String expected, Script script) {
        return new Drill(name, happens, expected, OutageLimits.NONE, Setting.AS_IS, script);
    }

    Drill within(OutageLimits limits) {
        return new Drill(name, happens, expected, limits, setting, script);
    }

    Drill with(Setting other) {
        return new Drill(name, happens, expected, outageLimits, other, script);
    }
}
