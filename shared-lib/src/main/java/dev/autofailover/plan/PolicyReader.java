// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import dev.autofailover.json.Fields;
import dev.autofailover.json.Form;
import dev.autofailover.json.Forms;
import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.plan.Policy.UnknownLag;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the plan's {@code policy}; what is not written there is what is safe. */
final class PolicyReader {
    private static final Form<Duration> LIMIT = PlanForms.duration("PT1S", "PT24H");
    private static final Form<Integer> PRIORITY =
            PlanForms.integer(0, 1000, "write a whole number from 0 to 1000; higher goes first");

    private PolicyReader() {}

    static Policy read(Fields policy) {
        Mode mode = policy.read("mode", words(Mode.values()), Mode.APPROVAL);
        Duration grace = policy.read("awsRepairGrace", PlanForms.duration("PT0S", "PT1H"), Duration.ofMinutes(2));
        Optional<Duration> maxLag = policy.readIfGiven("maxLag", PlanForms.duration("PT0S", "PT24H"));
        if (maxLag.isEmpty() && mode == Mode.AUTOMATIC) {
            policy.wrong("maxLag", "write how much an automatic failover may lose without asking, such as PT10S");
        }
        Duration lagFresh = policy.read("lagFresh", PlanForms.duration("PT1M", "PT1H"), Duration.ofMinutes(3));
        UnknownLag unknownLag = policy.read("unknownLag", words(UnknownLag.values()), UnknownLag.BLOCK);
        // A signed AWS request lives for minutes: a late worker's must be dead before the next run begins.
        Duration coolDown = policy.read("coolDown", PlanForms.duration("PT10M", "PT168H"), Duration.ofMinutes(30));
        Duration rto = policy.read("rto", PlanForms.duration("PT1S", "PT24H"), Duration.ofMinutes(10));
        int priority = policy.read("priority", PRIORITY, 0);
        Map<StepKind, Duration> limits = limits(policy);
        policy.refuseUnknown();
        return new Policy(
                mode, grace, maxLag.orElse(Duration.ZERO), lagFresh, unknownLag, coolDown, rto, priority, limits);
    }

    /** How a plan names that step. */
    static String word(StepKind step) {
        return step.words().replace(' ', '-');
    }

    private static Map<StepKind, Duration> limits(Fields policy) {
        Fields steps = policy.objectIfGiven("steps", "write a mapping from steps to durations, such as fence: PT2M");
        var limits = new EnumMap<StepKind, Duration>(StepKind.class);
        for (StepKind step : StepKind.values()) {
            steps.readIfGiven(word(step), LIMIT).ifPresent(limit -> limits.put(step, limit));
        }
        steps.refuseUnknown();
        return Map.copyOf(limits);
    }

    private static <E extends Enum<E>> Form<E> words(E[] constants) {
        var words = new LinkedHashMap<String, E>();
        for (E constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return Forms.oneOf(words);
    }
}
