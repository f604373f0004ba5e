// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.record.LastDecision;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of the record from one look to the next. */
final class RunRules {
    /** A command that was sent may take as long as its invocation, with Lambda's own waiting, to have its effect. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(3);

    private final SimulatedSystem system;
    private final Chronicle chronicle;
    private final Voices voices;
    private final Operator operator;
    private final Set<String> decided = new HashSet<>();
    private final Map<String, String> owedNews = new LinkedHashMap<>();
    private Optional<ServiceRecord> before = Optional.empty();
    private int runs;

    RunRules(SimulatedSystem system, Chronicle chronicle, Voices voices, Operator operator) {
        this.system = system;
        this.chronicle = chronicle;
        this.voices = voices;
        this.operator = operator;
    }

    void check() {
        system.record().ifPresent(now -> {
            before.ifPresent(earlier -> compare(earlier, now));
            now.lastDecision().ifPresent(last -> decided.add(last.row() + " " + last.reason()));
            now.outbox().forEach(news -> owedNews.put(news.id(), news.kind()));
            before = Optional.of(now);
        });
    }

    /** Reasons that stood as the last decision at some look: each must be in the history of decisions. */
    Set<String> decided() {
        return Set.copyOf(decided);
    }

    /** What was to be told at some look, by id. */
    Map<String, String> owedNews() {
        return Map.copyOf(owedNews);
    }

    /** How many runs began. */
    int runs() {
        return runs;
    }

    private void compare(ServiceRecord earlier, ServiceRecord now) {
        if (now.revision() < earlier.revision() || now.generation() < earlier.generation()) {
            chronicle.broken("a generation only grows", earlier + " became " + now);
        }
        Optional<LastDecision> last = now.lastDecision();
        if (!last.map(LastDecision::reason).equals(earlier.lastDecision().map(LastDecision::reason))) {
            chronicle.note("decision  "
                    + last.map(each -> each.reason() + " " + each.text()).orElse("none"));
        }
        if (now.generation() > earlier.generation()) {
            now.run()
                    .filter(run -> run.generation() == now.generation())
                    .ifPresentOrElse(
                            run -> begun(earlier, run),
                            () -> chronicle.broken("a generation is a run's", now + " has no run of its generation"));
        }
        now.run()
                .filter(run -> !earlier.run().map(Run::phase).equals(Optional.of(run.phase())))
                .ifPresent(run -> chronicle.note("run       " + run.words() + " " + run.phase()));
    }

    private void begun(ServiceRecord earlier, Run run) {
        runs++;
        chronicle.note("run       " + run.words() + " because " + run.because()
                + run.by().map(by -> ", by " + by).orElse(""));
        if (run.by().isPresent()) {
            if (!operator.hasOrdered(run.startedAt())) {
                chronicle.broken("a run by command has a command", run.words());
            }
            return;
        }
        automatic(earlier, run);
    }

    private void automatic(ServiceRecord earlier, Run run) {
        if (run.kind() == Run.Kind.SWITCHOVER) {
            chronicle.broken("no failback by itself", run.words());
        }
        Instant started = run.startedAt();
        Set<String> against = voices.against(
                Regions.of(run.from()), started.minus(system.plan.observers().fresh()), started);
        if (against.size() < system.plan.observers().quorum()) {
            chronicle.broken("no failover without a quorum", run.words() + ", against it were only " + against);
        }
        if (earlier.unacknowledged() && !operator.hasAcknowledged(started.minus(ON_ITS_WAY))) {
            chronicle.broken("a human stands before the next run", run.words());
        }
        if (earlier.coolDownUntil().filter(started::isBefore).isPresent()) {
            chronicle.broken("a cool-down stands before the next run", run.words());
        }
        if (earlier.pause().isPresent() && !operator.hasResumed(started.minus(ON_ITS_WAY))) {
            chronicle.broken("a pause halts automation", run.words());
        }
    }
}
