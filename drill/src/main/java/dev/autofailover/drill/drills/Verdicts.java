// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Reason;
import dev.autofailover.drill.client.WritingClient.Gap;
import dev.autofailover.drill.lab.Lab;
import dev.autofailover.drill.lab.LabOptions;
import dev.autofailover.drill.report.AwsTime;
import dev.autofailover.drill.report.DrillReport;
import dev.autofailover.drill.report.ExpectedOnAws;
import dev.autofailover.drill.report.Split;
import dev.autofailover.drill.report.Timeline;
import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts together what a drill proved: what came about, what was lost, where the time went. */
final class Verdicts {
    private static final Set<String> CHANGING =
            Set.of("ModifyDBInstance", "RebootDBInstance", "PromoteReadReplica", "ChangeResourceRecordSets");

    private static final Duration RECENT = Duration.ofSeconds(3);

    private final Stage stage;
    private final Drill drill;
    private final LabOptions options;

    Verdicts(Stage stage, Drill drill, LabOptions options) {
        this.stage = stage;
        this.drill = drill;
        this.options = options;
    }

    DrillReport report(Instant start, Timeline timeline, long lost, Optional<Gap> gap) {
        Optional<Run> run = stage.record().run();
        Optional<Duration> outage = gap.map(Gap::length);
        Optional<Duration> limit = drill.outageLimits().under(options.policy().word());
        limit.ifPresent(most -> stage.expect(
                outage.filter(length -> length.compareTo(most) <= 0).isPresent(),
                "the outage was to be measured and at most " + most.toSeconds() + " s"));
        if (run.filter(each -> each.kind() == Run.Kind.SWITCHOVER).isPresent()) {
            stage.expect(lost == 0, "a switchover lost " + lost + " acknowledged writes");
        }
        return new DrillReport(
                drill.name(),
                options.policy().word(),
                drill.expected(),
                outcome(run),
                stage.misses(),
                new DrillReport.Loss(
                        outage,
                        stage.client().isWriting(RECENT),
                        limit,
                        stage.client().acknowledged().size(),
                        lost,
                        run.flatMap(stage::recordedRpo)),
                split(run, gap),
                start,
                world(),
                run.map(each -> AwsTime.of(each, outage.orElse(Duration.ZERO)))
                        .orElse(new ExpectedOnAws(Duration.ZERO, Duration.ZERO, "nothing moved")),
                timeline.moments(),
                stage.lab().table().votes(),
                stage.decisions(),
                run,
                calls(start));
    }

    private String outcome(Optional<Run> run) {
        if (run.isEmpty()) {
            Decision last = stage.decisions().getLast();
            return "no run; last decision " + last.reason() + ": " + last.text();
        }
        String fence = run.get()
                .step(StepKind.FENCE)
                .map(step -> ", fence " + (stage.owed(StepKind.FENCE, run.get().from()) ? "owed" : words(step)))
                .orElse("");
        return run.get().words() + " "
                + run.get().phase().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + fence;
    }

    private static String words(Step step) {
        return step.state().name().toLowerCase(java.util.Locale.ROOT);
    }

    private Split split(Optional<Run> run, Optional<Gap> gap) {
        Optional<Decision> decision = stage.decisions().stream()
                .filter(each -> each.reason() == Reason.FAIL_OVER)
                .findFirst();
        Optional<Instant> lastVote = decision.flatMap(Verdicts::lastDownVote);
        Optional<Instant> switched =
                run.flatMap(each -> each.step(StepKind.SWITCH_TRAFFIC)).flatMap(Step::endedAt);
        return new Split(
                between(stage.firstFault(), lastVote),
                between(lastVote, decision.map(Decision::at)),
                took(run, StepKind.FENCE),
                took(run, StepKind.PROMOTE),
                took(run, StepKind.SWITCH_TRAFFIC),
                between(switched, gap.map(Gap::to)));
    }

    private static Optional<Instant> lastDownVote(Decision decision) {
        return decision.votes().stream()
                .filter(vote -> vote.opinion() == Opinion.DOWN)
                .map(SiteVote::at)
                .max(Instant::compareTo);
    }

    private static Optional<Duration> took(Optional<Run> run, StepKind kind) {
        Optional<Step> step = run.flatMap(each -> each.step(kind));
        return between(step.flatMap(Step::startedAt), step.flatMap(Step::endedAt));
    }

    private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end)))
                .map(time -> time.isNegative() ? Duration.ZERO : time);
    }

    private String world() {
        return "real: PostgreSQL " + Lab.POSTGRESQL
                + ", DNS with its TTLs, network, this code. simulated: AWS's own times ("
                + options.pace().name().toLowerCase(java.util.Locale.ROOT) + ")";
    }

    private List<String> calls(Instant start) {
        return stage.lab().calls().stream()
                .filter(call -> CHANGING.contains(call.operation()))
                .map(call -> String.format(
                        "%.1f s  %s  %s %s  %s",
                        Duration.between(start, call.at()).toMillis() / 1000.0,
                        call.caller().name(),
                        call.operation(),
                        call.region(),
                        words(call.outcome())))
                .toList();
    }

    private static String words(RecordedCall.Outcome outcome) {
        return switch (outcome) {
            case RecordedCall.Outcome.Answered answered ->
                answered.errorCode().orElse(Integer.toString(answered.status()));
            case RecordedCall.Outcome.Unanswered unanswered -> unanswered.reason();
        };
    }
}
