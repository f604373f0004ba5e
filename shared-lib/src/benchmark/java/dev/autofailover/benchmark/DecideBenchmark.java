// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.benchmark;

import dev.autofailover.decision.Decide;
import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Observation;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Scene;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How long one decision takes at 1,000 fresh votes: 500 observers, each with a vote on either site. */
// Sampled, for its median stands also on a machine that is busy with something else.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecideBenchmark {
    private static final int OBSERVERS = 500;

    private Plan plan;
    private ServiceRecord record;
    private Observation wellSeen;
    private Observation downSeen;

    /** Votes of 500 observers on both sites: all HEALTHY, and all DOWN for the active one. */
    @Setup
    public void votes() {
        List<Observer> observers = new ArrayList<>();
        Scene well = Scene.unheard();
        Scene down = Scene.unheard();
        for (int i = 0; i < OBSERVERS; i++) {
            String name = "observer-" + i;
            observers.add(Plans.probe(name));
            for (String site : List.of("ireland", "frankfurt")) {
                well.vote(vote(name, site, Opinion.HEALTHY));
                down.vote(vote(name, site, site.equals("ireland") ? Opinion.DOWN : Opinion.HEALTHY));
            }
        }
        plan = Plans.observers(2, observers).apply(Plans.orders());
        record = well.record();
        wellSeen = well.observation();
        downSeen = down.observation();
    }

    private static SiteVote vote(String observer, String site, Opinion opinion) {
        return new SiteVote(
                observer, site, opinion, Scene.NOW.minusSeconds(1), Scene.OUTAGE, "as benchmarked", Map.of());
    }

    /** Row 7. */
    @Benchmark
    public Decision allWell() {
        return Decide.decide(plan, record, wellSeen, Scene.NOW);
    }

    /** Row 20, the last one. */
    @Benchmark
    public Decision failOver() {
        return Decide.decide(plan, record, downSeen, Scene.NOW);
    }

    /** Measures, and prints; asserts nothing, for a time is no test. */
    @Test
    void measure() throws RunnerException {
        new Runner(new OptionsBuilder().include(DecideBenchmark.class.getName()).build()).run();
    }
}
