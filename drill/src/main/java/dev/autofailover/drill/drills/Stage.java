// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Reason;
import dev.autofailover.drill.client.WritingClient;
import dev.autofailover.drill.lab.Lab;
import dev.autofailover.drill.report.Moment.Lane;
import dev.autofailover.drill.report.Timeline;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where a drill plays: the lab, the client that writes, and what the drill found missing. */
public final class Stage {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(2);
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);

    private final Lab lab;
    private final WritingClient client;
    private final Timeline timeline;
    private final Watcher watcher;
    private final List<String> misses = new ArrayList<>();
    private Optional<Instant> firstFault = Optional.empty();

    Stage(Lab lab, WritingClient client, Timeline timeline) {
        this.lab = lab;
        this.client = client;
        this.timeline = timeline;
        this.watcher = new Watcher(lab.table(), lab.plan(), timeline);
    }

    Lab lab() {
        return lab;
    }

    WritingClient client() {
        return client;
    }

    Plan plan() {
        return lab.plan();
    }

    /** The service's record as it stands now. */
    ServiceRecord record() {
        watcher.look();
        return watcher.record();
    }

    List<Decision> decisions() {
        return watcher.decisions();
    }

    List<String> misses() {
        return List.copyOf(misses);
    }

    Optional<Instant> firstFault() {
        return firstFault;
    }

    /** Does something bad, and says so on the timeline. */
    void fault(String what, Runnable fault) {
        Instant now = lab.now();
        timeline.add(now, Lane.FAULT, what);
        firstFault = firstFault.or(() -> Optional.of(now));
        fault.run();
    }

    /** Says something on the timeline. */
    void note(String what) {
        timeline.add(lab.now(), Lane.OPERATOR, what);
    }

    /** Gives the orchestrator a command about the service; answers what it answered. */
    Map<String, Object> order(String command, String reason) {
        return order(command, reason, Map.of());
    }

    /** The same with more fields. */
    Map<String, Object> order(String command, String reason, Map<String, Object> fields) {
        Map<String, Object> order = new HashMap<>(fields);
        order.putAll(Map.of("command", command, "service", plan().service(), "reason", reason, "by", "drill"));
        note(command + " " + plan().service());
        Map<String, Object> answer = lab.order(order);
        note(command
                + (Boolean.TRUE.equals(answer.get("accepted")) ? " accepted: " : " refused: ")
                + answer.get("text"));
        return answer;
    }

    /** What was not met goes into the report, and fails the drill. */
    void expect(boolean met, String miss) {
        if (!met) {
            misses.add(miss);
        }
    }

    /** Lets the client write on for that long, watching. */
    void writeFor(Duration howLong) {
        Instant end = lab.now().plus(howLong);
        watch(howLong.plusSeconds(1), () -> !lab.now().isBefore(end));
    }

    /** Watches until {@code condition} holds; that it did not within {@code limit} is a miss. */
    void await(String what, Duration limit, BooleanSupplier condition) {
        expect(watch(limit, condition), "did not come about within " + limit.toSeconds() + " s: " + what);
    }

    private boolean watch(Duration limit, BooleanSupplier condition) {
        Instant end = lab.now().plus(limit);
        while (true) {
            watcher.look();
            if (condition.getAsBoolean()) {
                return true;
            }
            if (lab.now().isAfter(end)) {
                return false;
            }
            lab.pause(LOOK_EVERY);
        }
    }

    /** The decision with that reason; made after the first fault. */
    Decision awaitDecision(Reason reason, Duration limit) {
        if (!watch(limit, () -> decision(reason).isPresent())) {
            throw new DrillFailed("no decision " + reason + " within " + limit.toSeconds() + " s");
        }
        return decision(reason).orElseThrow();
    }

    private Optional<Decision> decision(Reason reason) {
        Instant from = firstFault.orElse(Instant.MIN);
        return watcher.decisions().stream()
                .filter(decision -> decision.reason() == reason && decision.at().isAfter(from))
                .findFirst();
    }

    /** The service's first run, once it has ended. */
    Run awaitRunEnd() {
        return awaitRunEnd(1);
    }

    /** The run of that generation, once it has ended. */
    Run awaitRunEnd(long generation) {
        if (!watch(RUN_LIMIT, () -> ended(generation).isPresent())) {
            throw new DrillFailed(
                    "run " + generation + " did not come to its end within " + RUN_LIMIT.toSeconds() + " s");
        }
        return ended(generation).orElseThrow();
    }

    private Optional<Run> ended(long generation) {
        return watcher.record().run().filter(run -> run.generation() == generation && !run.isUnderWay());
    }

    void expectFailedOver(Run run, String to) {
        expectMoved(run, Run.Kind.FAILOVER, to);
    }

    /** The run is done, of that kind, and has led there with the traffic. */
    void expectMoved(Run run, Run.Kind kind, String to) {
        expect(run.kind() == kind, "it was a " + run.kind());
        expect(run.phase() == Run.Phase.DONE, "the run ended " + run.phase());
        expect(run.to().equals(to), "the run went to " + run.to());
        expect(record().active().equals(to), to + " is not active in the record");
        expect(lab.trafficPointsTo(to), "traffic does not point to " + to);
    }

    void expectNoRun() {
        expect(record().generation() == 0, "there was a run");
    }

    /** The client's next write is acknowledged there. */
    void expectWritesGoOnAt(String site) {
        long before = client.acknowledgedAt(lab.address(site));
        await("the client writes to " + site, WRITE_LIMIT, () -> client.acknowledgedAt(lab.address(site)) > before);
    }

    /** Whether the record owes that step at that site. */
    boolean owed(StepKind kind, String site) {
        return record().owed().stream()
                .anyMatch(task -> task.kind() == kind && task.site().equals(site));
    }

    /** Whether people received a notification of that kind. */
    boolean wasTold(String kind) {
        return watcher.told().stream().anyMatch(mail -> mail.kind().equals(kind));
    }

    /** What the run noted as lost at most. */
    Optional<Duration> recordedRpo(Run run) {
        return run.loss();
    }

    /** A drill that can't go on: what it waited for did not come. */
    static final class DrillFailed extends RuntimeException {
        DrillFailed(String what) {
            super(what);
        }
    }
}
