// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import java.util.List;
import java.util.Optional;

/**
 * What a run under way changes, and will put right by itself. Mending it by hand meanwhile, such as opening a fenced database, is how two
 * writers come about: so nothing of that kind is advised.
 */
final class DuringRun implements Aspect {
    private final Aspect aspect;

    DuringRun(Aspect aspect) {
        this.aspect = aspect;
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        List<Check> checks = aspect.look(facts);
        if (facts.record().runUnderWay().isEmpty()) {
            return checks;
        }
        return checks.stream()
                .map(check -> check.state() == Check.State.NOT_OK
                        ? new Check(
                                check.name(),
                                check.state(),
                                check.seen(),
                                Optional.of("a run is under way: change nothing, let it end, then look again"))
                        : check)
                .toList();
    }
}
