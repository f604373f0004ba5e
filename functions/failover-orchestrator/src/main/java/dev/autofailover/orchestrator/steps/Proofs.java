// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.steps;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.message.CheckAnswer;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.orchestrator.database.DatabaseChecks.Question;
import dev.autofailover.orchestrator.database.DatabaseChecks.Reply;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.plan.TrafficSwitch;
import dev.autofailover.run.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Commits a row on the new writer: by its own name before traffic moves, and by the names that clients use after. */
final class Proofs {
    private final DatabaseChecks checks;
    private final SideBySide sideBySide;

    Proofs(DatabaseChecks checks, SideBySide sideBySide) {
        this.checks = checks;
        this.sideBySide = sideBySide;
    }

    StepResult write(Plan plan, Site to) {
        return proof(plan, to, to.endpoint());
    }

    StepResult way(Plan plan, Site to) {
        List<Supplier<StepResult>> names = plan.traffic().stream()
                .<Supplier<StepResult>>map(way -> () -> proof(plan, to, host(way)))
                .toList();
        List<StepResult> results = sideBySide.all(names);
        Optional<StepResult> missing = results.stream()
                .filter(result -> !(result instanceof StepResult.Done))
                .findFirst();
        return missing.orElseGet(() -> new StepResult.Done(
                String.join("; ", results.stream().map(StepResult::note).toList()), Map.of()));
    }

    private static String host(TrafficSwitch way) {
        return switch (way) {
            case TrafficSwitch.Route53Record record -> record.name();
        };
    }

    private StepResult proof(Plan plan, Site to, String host) {
        boolean write = plan.database().writeCheck();
        Question question = write ? Question.write(host) : Question.look(host);
        return switch (checks.ask(plan, to, question)) {
            case Reply.Answer(CheckAnswer answer) -> {
                boolean accepted = write
                        ? answer.wrote().orElse(false)
                        : answer.answers() && !answer.inRecovery().orElse(true);
                yield accepted
                        ? new StepResult.Done(
                                (write
                                                ? "a row committed by way of "
                                                : "out of recovery, the plan forbids a write; by way of ")
                                        + host,
                                Map.of())
                        : new StepResult.NotYet(host + ": " + answer.reason(), Map.of());
            }
            case Reply.Silence(String text) -> new StepResult.Unreachable(text, Map.of());
            case Reply.Fault(String text) -> new StepResult.NotYet(text, Map.of());
        };
    }
}
