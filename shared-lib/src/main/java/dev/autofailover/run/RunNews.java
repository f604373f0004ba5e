// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import dev.autofailover.message.InWords;
import dev.autofailover.message.Notification;
import dev.autofailover.message.Notification.Severity;
import dev.autofailover.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What people are told of a run. Each happens once in a run, so the run's generation and the kind make the id. */
enum RunNews {
    RUN_STARTED(Severity.WARNING),
    /** The old writer could not be fenced, and the run goes on: two sites may accept writes until it is. */
    FENCE_OWED(Severity.CRITICAL),
    FENCE_ASKED(Severity.CRITICAL),
    STEP_LATE(Severity.CRITICAL),
    TURNING_BACK(Severity.CRITICAL),
    TURNED_BACK(Severity.WARNING),
    RUN_DONE(Severity.WARNING);

    private final Severity severity;

    RunNews(Severity severity) {
        this.severity = severity;
    }

    private Notification of(Run run, Plan plan, String text, Instant now) {
        return about(run, plan, "", text, now);
    }

    private Notification about(Run run, Plan plan, String part, String text, Instant now) {
        Map<String, String> facts = new HashMap<>();
        facts.put("run", run.kind().name());
        facts.put("from", run.from());
        facts.put("to", run.to());
        facts.put("phase", run.phase().name());
        facts.put("outageSince", run.outageSince().toString());
        facts.put(
                Step.LOSS_SECONDS,
                run.loss()
                        .map(loss -> Double.toString(loss.toMillis() / 1000.0))
                        .orElse(Step.UNKNOWN));
        run.by().ifPresent(by -> facts.put("by", by));
        String id = plan.service() + "-" + run.generation() + "-" + name() + (part.isEmpty() ? "" : "-" + part);
        String title = InWords.subject(plan.service() + ": " + words() + ", " + run.words());
        return new Notification(
                id, plan.service(), run.generation(), severity, name(), title, text, now, Map.copyOf(facts));
    }

    private String words() {
        return switch (this) {
            case RUN_STARTED -> "started";
            case FENCE_OWED -> "goes on without the fence";
            case FENCE_ASKED -> "approval needed to go on without the fence";
            case STEP_LATE -> "a step is late";
            case TURNING_BACK -> "turning back";
            case TURNED_BACK -> "turned back";
            case RUN_DONE -> "done";
        };
    }

    static Notification started(Run run, Plan plan, Instant now) {
        String who = run.by().map(by -> "ordered or approved by " + by).orElse("automatic");
        return RUN_STARTED.of(run, plan, run.words() + " has begun (" + who + "): " + run.because(), now);
    }

    static Notification owed(Run run, Plan plan, String why, Instant now) {
        String text = run.from() + " could not be fenced (" + why + "); " + run.words()
                + " goes on, and the fence is put in place as soon as the Region answers. Until then " + run.from()
                + " may accept writes from clients that still reach it.";
        return FENCE_OWED.of(run, plan, text, now);
    }

    static Notification asked(Run run, Plan plan, String why, Instant now) {
        String text = run.from() + " could not be fenced (" + why + "). " + run.words()
                + " waits, and tries on. To go on without the fence, approve generation " + run.generation()
                + "; first make sure that no client writes to " + run.from() + " any more.";
        return FENCE_ASKED.of(run, plan, text, now);
    }

    static Notification late(Run run, Step step, Plan plan, String why, Instant now) {
        String whatNow = step.kind() == StepKind.PROVE_WAY
                ? "The run goes on without it: look whether clients get through."
                : "It is tried on; look at what stands in its way.";
        String target = step.target().map(name -> "-" + name).orElse("");
        return STEP_LATE.about(
                run, plan, step.kind().name() + target, step.words() + " is not done: " + why + ". " + whatNow, now);
    }

    static Notification turningBack(Run run, Plan plan, String why, Instant now) {
        return TURNING_BACK.of(
                run, plan, run.words() + " turns back: " + why + ". " + run.from() + " is being released.", now);
    }

    static Notification turnedBack(Run run, Plan plan, Instant now) {
        String text = run.words() + " has turned back; " + run.from() + " is released and stays active. Acknowledge it"
                + " to let automation work again after the cool-down.";
        return TURNED_BACK.of(run, plan, text, now);
    }

    static Notification done(Run run, Plan plan, Instant now) {
        Instant served = run.step(StepKind.PROVE_WAY)
                .filter(way -> way.state() == Step.State.DONE)
                .flatMap(Step::endedAt)
                .orElse(now);
        String next = plan.decidedIn(run.to())
                ? " " + plan.site(run.to()).region()
                        + " is also the control Region: its next outage can't be handled until the plan"
                        + " is given another one."
                : "";
        String loss = run.kind() == Run.Kind.SWITCHOVER
                ? "nothing lost"
                : "loss at most " + run.loss().map(InWords::of).orElse(Step.UNKNOWN);
        String text = run.words() + " is done: " + run.to() + " serves. "
                + InWords.of(Duration.between(run.outageSince(), served)) + " since the outage began or the order came,"
                + " promised " + InWords.of(plan.policy().rto()) + "; " + loss + ". Acknowledge it to let automation"
                + " work again after the cool-down." + next;
        return RUN_DONE.of(run, plan, text, now);
    }
}
