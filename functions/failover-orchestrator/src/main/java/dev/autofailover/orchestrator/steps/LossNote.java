// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.steps;

import dev.autofailover.decision.Lag;
import dev.autofailover.decision.SiteObservation;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.message.CheckAnswer;
import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.orchestrator.database.DatabaseChecks.Question;
import dev.autofailover.orchestrator.database.DatabaseChecks.Reply;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Notes what a run will lose at most, before it can no longer be measured. Nothing waits for a number that can't be had. */
final class LossNote {
    static final String LAG_AT = "lagMeasuredAt";
    static final String LAG_UNKNOWN = "lagUnknown";

    /** The positions are of use to who looks at the run later; the clients wait meanwhile. */
    private static final Duration LONGEST_LOOK = Duration.ofMillis(1_500);

    private final Adapters adapters;
    private final SideBySide sideBySide;

    LossNote(Adapters adapters, SideBySide sideBySide) {
        this.adapters = adapters;
        this.sideBySide = sideBySide;
    }

    StepResult note(Plan plan, Run run) {
        Site from = plan.site(run.from());
        Site to = plan.site(run.to());
        DatabaseAdapter database = adapters.database(plan.database().kind());
        // The old site may be dead: asked for its own sake, its silence delays nobody for long, and the others are
        // asked meanwhile.
        Supplier<Map<String, String>> lag =
                () -> lag(database.look(plan, to, true), plan.policy().lagFresh(), run);
        Supplier<Map<String, String>> oldPosition =
                () -> database.look(plan, from, false).answered() ? position(plan, from) : Map.of();
        Supplier<Map<String, String>> newPosition = () -> position(plan, to);
        Map<String, String> evidence = new HashMap<>();
        sideBySide.all(List.of(lag, oldPosition, newPosition)).forEach(evidence::putAll);
        return new StepResult.Done(words(evidence), evidence);
    }

    private static Map<String, String> lag(SiteObservation standby, Duration fresh, Run run) {
        return switch (Lag.at(run.outageSince(), standby.lagSamples(), fresh)) {
            case Lag.Known(Duration lag, var at) ->
                Map.of(Step.LOSS_SECONDS, Double.toString(lag.toMillis() / 1000.0), LAG_AT, at.toString());
            case Lag.Unknown(String reason) -> Map.of(Step.LOSS_SECONDS, Step.UNKNOWN, LAG_UNKNOWN, reason);
        };
    }

    private Map<String, String> position(Plan plan, Site site) {
        DatabaseChecks.Reply reply =
                adapters.checks().ask(plan, site, new Question(site.endpoint(), false, LONGEST_LOOK));
        Optional<String> position =
                reply instanceof Reply.Answer(CheckAnswer answer) ? answer.position() : Optional.empty();
        return position.map(at -> Map.of("position." + site.name(), at)).orElse(Map.of());
    }

    private static String words(Map<String, String> evidence) {
        String at = evidence.getOrDefault(LAG_AT, "");
        return at.isEmpty()
                ? "RPO unknown: " + evidence.getOrDefault(LAG_UNKNOWN, "not measured")
                : "lag " + evidence.get(Step.LOSS_SECONDS) + " s, measured at " + at;
    }
}
