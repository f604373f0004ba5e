// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.decision.Decision;
import dev.autofailover.decision.Reason;
import dev.autofailover.decision.SiteObservation;
import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.lambda.Metrics;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.message.Command;
import dev.autofailover.message.Notification;
import dev.autofailover.orchestrator.observe.Fleets;
import dev.autofailover.orchestrator.observe.Lookout;
import dev.autofailover.orchestrator.tell.OrchestratorMetrics;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.Lease;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Advance;
import dev.autofailover.run.Run;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What was loaded and seen before the lease was taken may be stale: under the lease it is looked at again, and the second look wins. */
class ReconcilerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final PlanVersion PLAN = plan();

    private final MemoryRecords records = new MemoryRecords();
    private final SeenSites sites = new SeenSites();
    private final Reconciler reconciler = reconciler();
    private Instant now = NOW;

    @Test
    void whoFindsThatAnotherWorkerMovedTheServiceInBetweenLooksAgainAndTakesNothingForAMoveByOtherHands() {
        vote("ireland", Opinion.DOWN);
        vote("frankfurt", Opinion.HEALTHY);
        sites.are(Map.of("ireland", SiteObservation.silent(), "frankfurt", available(Role.REPLICA)));
        records.beforeLoad("orders", 2, () -> {
            sites.are(Map.of("ireland", SiteObservation.silent(), "frankfurt", available(Role.WRITER)));
            anotherWorkerFailsOver();
        });

        Reconciler.Result result = reconcile();

        assertThat(decided(result)).isEqualTo(Reason.STANDBY_NOT_READY);
        assertThat(result.record().generation()).isEqualTo(1);
        assertThat(result.record().outbox()).extracting(Notification::kind).doesNotContain("MOVED_OUTSIDE");
        assertThat(sites.looks())
                .as("both sites, before the lease and under it")
                .isEqualTo(4);
    }

    @Test
    void whatObserversSayWhileTheLeaseIsBeingTakenIsDecidedOn() {
        vote("ireland", Opinion.HEALTHY);
        vote("frankfurt", Opinion.HEALTHY);
        sites.are(Map.of("ireland", available(Role.WRITER), "frankfurt", available(Role.REPLICA)));
        records.beforeLoad("orders", 2, () -> {
            records.forgetVotes();
            vote("ireland", Opinion.DOWN);
        });

        assertThat(decided(reconcile())).isEqualTo(Reason.NOTIFY_ONLY);
    }

    @Test
    void whereNothingMovedInBetweenTheFirstLookHoldsAndIsTheOnlyOne() {
        vote("ireland", Opinion.HEALTHY);
        vote("frankfurt", Opinion.HEALTHY);
        sites.are(Map.of("ireland", available(Role.WRITER), "frankfurt", available(Role.REPLICA)));

        assertThat(decided(reconcile())).isEqualTo(Reason.ALL_WELL);
        assertThat(sites.looks()).isEqualTo(2);
    }

    @Test
    void afterItsWorkTheLeaseIsGivenBack() {
        vote("ireland", Opinion.HEALTHY);
        sites.are(Map.of("ireland", available(Role.WRITER), "frankfurt", available(Role.REPLICA)));

        reconcile();

        assertThat(records.load("orders").orElseThrow().lease()).isEmpty();
    }

    @Test
    void aPauseThatMeetsAnotherWorkersLeaseIsWrittenBesideItAndIsInTheHistory() throws Superseded {
        Lease others = new Lease("another", NOW.plus(Duration.ofMinutes(1)));
        records.save(ServiceRecord.first("orders", "ireland")
                .leased(Optional.of(others))
                .nextRevision());

        Reconciler.Result result = reconcile(Optional.of(new Command.Pause("orders", "storm", "maria")));

        assertThat(decided(result)).isEqualTo(Reason.COMMAND);
        ServiceRecord record = records.load("orders").orElseThrow();
        assertThat(record.pause()).isPresent();
        assertThat(record.lease()).contains(others);
        assertThat(records.history()).extracting(Decision::reason).containsExactly(Reason.COMMAND);
    }

    private Reconciler.Result reconcile() {
        return reconcile(Optional.empty());
    }

    private Reconciler.Result reconcile(Optional<Command.Order> order) {
        return reconciler.reconcile(PLAN, order, new Deadline(NOW.plus(Duration.ofMinutes(2))));
    }

    private static Reason decided(Reconciler.Result result) {
        assertThat(result).isInstanceOf(Reconciler.Result.Decided.class);
        return ((Reconciler.Result.Decided) result).decision().reason();
    }

    private void vote(String site, Opinion opinion) {
        for (String observer : List.of("from-stockholm", "from-frankfurt", "from-ireland")) {
            records.keep("orders", List.of(new SiteVote(observer, site, opinion, NOW, NOW, "looked", Map.of())));
        }
    }

    /** From its begin to its end, as if it had taken no time. */
    private void anotherWorkerFailsOver() {
        ServiceRecord moved = ServiceRecord.first("orders", "ireland")
                .begin(run(Run.Phase.UNDER_WAY, Optional.empty()))
                .advance(run(Run.Phase.DONE, Optional.of(NOW)), PLAN.plan(), NOW);
        try {
            records.save(moved.nextRevision());
        } catch (Superseded superseded) {
            throw new IllegalStateException(superseded);
        }
    }

    private static Advance run(Run.Phase phase, Optional<Instant> ended) {
        Run run = new Run(
                1,
                Run.Kind.FAILOVER,
                "ireland",
                "frankfurt",
                1,
                NOW,
                NOW,
                ended,
                phase,
                "down",
                Optional.empty(),
                false,
                List.of());
        return new Advance(run, List.of(), Optional.empty());
    }

    private static SiteObservation available(Role role) {
        return new SiteObservation(
                true, "available", role, false, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private Reconciler reconciler() {
        OrchestratorMetrics metrics = new OrchestratorMetrics(new Metrics(
                new Metrics.Scope("Autofailover/test", "failover-orchestrator", Metrics.By.STACK), () -> NOW, _ -> {}));
        NoPlans plans = new NoPlans();
        World world = new World(
                new World.State(records, plans),
                new World.Hands(_ -> sites, (_, _) -> false, new OneByOne(), metrics),
                new World.Time(() -> now, howLong -> now = now.plus(howLong)));
        Lookout lookout = new Lookout(
                records, (_, _) -> Optional.empty(), new Fleets(records, plans, 1), new OneByOne(), () -> NOW);
        return new Reconciler(world, lookout, held -> Gate.working(world, held), () -> "worker");
    }

    private static final class OneByOne implements SideBySide {
        @Override
        public <T> List<T> all(List<? extends Supplier<T>> tasks) {
            return tasks.stream().<T>map(Supplier::get).toList();
        }
    }

    private static PlanVersion plan() {
        try {
            String text =
                    Files.readString(Path.of("../../plans/orders.yaml")).replace("mode: automatic", "mode: notify");
            Plan plan = PlanParser.parse(text);
            return new PlanVersion(1, text, plan);
        } catch (IOException | InvalidPlan e) {
            throw new IllegalStateException(e);
        }
    }
}
