// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.StatusLines;
import dev.autofailover.plan.Policy;
import dev.autofailover.record.ServiceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The record: whether automation is free to act, what is owed, where it is decided. */
final class RecordAspect implements Aspect {
    @Override
    public List<Check> look(ServiceFacts facts) {
        List<Check> checks = new ArrayList<>();
        checks.add(control(facts));
        checks.add(automation(facts));
        facts.record()
                .owed()
                .forEach(task -> checks.add(Check.notOk(
                        "owed",
                        task.kind().words() + " at " + task.site() + " since " + task.since(),
                        "it is done when the Region answers; keep clients away from " + task.site() + " until then")));
        return checks;
    }

    private static Check control(ServiceFacts facts) {
        String region = facts.plan().control();
        if (region.equals(facts.active().region())) {
            return Check.notOk(
                    "control",
                    "decided in " + region + ", where the service is active: an outage of that Region can't be handled",
                    "move back to " + facts.standby().name()
                            + " by a switchover, or give the plan another control Region");
        }
        String standby = region.equals(facts.standby().region()) ? ", the standby's Region" : "";
        return Check.ok("control", "decided in " + region + standby);
    }

    private static Check automation(ServiceFacts facts) {
        ServiceRecord record = facts.record();
        List<String> holding = StatusLines.holdingAutomation(record, facts.now());
        if (!holding.isEmpty()) {
            String first = holding.getFirst();
            int colon = first.lastIndexOf(": ");
            return colon < 0
                    ? Check.notOk("automation", first, "wait, or fail over by command")
                    : Check.notOk("automation", first.substring(0, colon), first.substring(colon + 2));
        }
        Policy.Mode mode = facts.plan().policy().mode();
        String word = mode.name().toLowerCase(Locale.ROOT);
        return switch (mode) {
            case AUTOMATIC -> Check.ok("automation", "mode " + word + ", free to act");
            case APPROVAL -> Check.ok("automation", "mode " + word + ": a human says yes first");
            case NOTIFY -> Check.ok("automation", "mode " + word + ": it tells and does nothing");
        };
    }
}
