// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.fixture.Orders;
import dev.autofailover.fixture.Plans;
import dev.autofailover.fixture.Records;
import dev.autofailover.fixture.Runs;
import dev.autofailover.fixture.Scene;
import dev.autofailover.fixture.Seen;
import dev.autofailover.message.Command;
import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.plan.Policy.UnknownLag;
import dev.autofailover.record.AcceptedLoss;
import dev.autofailover.record.Approval;
import dev.autofailover.record.HeardOf;
import dev.autofailover.record.Pause;
import dev.autofailover.record.Proposal;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepKind;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Situations by chance: likely ones, unlikely ones, and ones that can't be. */
final class AnySituation {
    private static final List<String> OBSERVERS =
            List.of("from-stockholm", "from-frankfurt", "connections", "rds", "nobody");
    private static final List<String> SITES = List.of("ireland", "frankfurt", "paris");

    private final Random random;

    AnySituation(long seed) {
        random = new Random(seed);
    }

    Scene scene() {
        Scene likely = one(2) ? Scene.well() : Scene.down();
        Scene scene = (one(3) ? Scene.unheard() : likely)
                .plan(Plans.mode(any(Mode.values())))
                .plan(Plans.unknownLag(any(UnknownLag.values())))
                .plan(Plans.whenUnreachable(any(WhenUnreachable.values())));
        boolean agreed = random.nextInt(3) > 0;
        Opinion common = any(Opinion.values());
        for (int i = random.nextInt(6); i > 0; i--) {
            scene.vote(vote(agreed ? common : any(Opinion.values())));
        }
        scene.seen("ireland", seen(Role.WRITER)).seen("frankfurt", seen(Role.REPLICA));
        scene.fleet(random.nextInt(7), 5, random.nextInt(2));
        if (one(12)) {
            scene.everythingPaused(new Pause("bea", "", before()));
        }
        scene.record(_ -> record(scene));
        return one(3) ? scene.command(command()) : scene;
    }

    private SiteVote vote(Opinion opinion) {
        Instant at = Scene.NOW.minusMillis(random.nextInt(100_000) - 2_000);
        Instant since = at.minusSeconds(random.nextInt(300));
        return new SiteVote(any(OBSERVERS), any(SITES), opinion, at, since, "by chance", Map.of());
    }

    private SiteObservation seen(Role likely) {
        if (one(6)) {
            return SiteObservation.silent();
        }
        List<LagSample> lag = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            lag.add(new LagSample(before(), one(6) ? -1 : random.nextInt(40) / 2.0));
        }
        return Seen.seen(
                one(5) ? any(Role.values()) : likely,
                one(6),
                one(6) ? Optional.of("rebooting") : Optional.empty(),
                one(6) ? Optional.of("backing-up") : Optional.empty(),
                lag);
    }

    private ServiceRecord record(Scene scene) {
        ServiceRecord record = switch (random.nextInt(8)) {
            case 0 -> Records.owingTheFence(scene.plan(), before());
            case 1 -> Records.afterFailover(scene.plan(), before());
            case 2 -> ServiceRecord.first("orders", any(SITES));
            case 3 -> running(scene);
            default -> Records.first();
        };
        if (one(8)) {
            record = record.paused(new Pause("bea", "", before()));
        }
        if (one(2)) {
            record = record.acknowledged();
        }
        if (one(3)) {
            record = record.asking(proposal(record.generation()));
        }
        if (one(3)) {
            record = record.approved(new Approval(record.generation() + random.nextInt(3), accepts(), "ann", before()));
        }
        if (one(4)) {
            record = record.heardOfRepair(any(SITES), new HeardOf(before(), random.nextBoolean(), "repair"));
        }
        return one(4) ? record.heardOfBlock(any(SITES), new HeardOf(before(), random.nextBoolean(), "block")) : record;
    }

    private ServiceRecord running(Scene scene) {
        Run.Kind kind = any(Run.Kind.values());
        ServiceRecord record = Records.first().begin(Runs.begin(kind, scene.plan(), Optional.empty()));
        StepKind until = any(StepKind.values());
        if (until == StepKind.RELEASE || (until == StepKind.CATCH_UP && kind == Run.Kind.FAILOVER)) {
            return record;
        }
        Run run = Runs.until(until, record.run().orElseThrow(), scene.plan());
        if (!run.isUnderWay()) {
            return record;
        }
        return record.advance(
                Runs.after(run, one(2) ? Runs.unreachable() : Runs.impossible(), scene.plan(), Scene.NOW),
                scene.plan(),
                Scene.NOW);
    }

    private Proposal proposal(long generation) {
        Optional<Duration> loss = one(3) ? Optional.empty() : Optional.of(Duration.ofSeconds(random.nextInt(20)));
        Reason reason =
                any(List.of(Reason.LAG_UNKNOWN, Reason.LAG_OVER_LIMIT, Reason.APPROVAL_NEEDED, Reason.UNFENCED));
        return new Proposal(generation + random.nextInt(2), reason, any(SITES), loss, before());
    }

    private AcceptedLoss accepts() {
        return new AcceptedLoss(
                one(2) ? Optional.empty() : Optional.of(Duration.ofSeconds(random.nextInt(20))), random.nextBoolean());
    }

    private Command.Order command() {
        return switch (random.nextInt(14)) {
            case 0, 7, 8, 9, 10 -> Orders.switchover();
            case 1 -> Orders.failoverFrom(any(SITES));
            case 2 -> Orders.approve(random.nextInt(3), accepts());
            case 3 -> Orders.adopt();
            case 4 -> Orders.pause();
            case 5 -> Orders.resume();
            case 6 -> Orders.acknowledge();
            default -> Orders.failover(accepts());
        };
    }

    private Instant before() {
        return Scene.NOW.minusSeconds(random.nextInt(400));
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    private <T> T any(T... list) {
        return list[random.nextInt(list.length)];
    }
}
