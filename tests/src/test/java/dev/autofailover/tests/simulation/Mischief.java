// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.rds.RdsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;

/** Breaks things at random, and mends them. */
final class Mischief {
    private static final List<String> SERVICES = List.of(
            "dynamodb",
            "sns",
            "sqs",
            "rds",
            "rds",
            "monitoring",
            "lambda",
            "secretsmanager",
            "events",
            "route53",
            "route53");
    private static final List<String> CALLS = List.of(
            "PutItem",
            "UpdateItem",
            "Query",
            "GetItem",
            "Publish",
            "DescribeDBInstances",
            "PromoteReadReplica",
            "ModifyDBInstance",
            "RebootDBInstance",
            "ChangeResourceRecordSets",
            "ListResourceRecordSets",
            "GetChange",
            "Invoke",
            "GetMetricData");

    private final SimulatedSystem system;
    private final Chronicle chronicle;
    private final Voices voices;
    private final Random random;
    private final List<Broken> broken = new ArrayList<>();

    /** Something that is broken, and how it is mended. */
    private record Broken(String what, Runnable mend) {}

    Mischief(SimulatedSystem system, Chronicle chronicle, Voices voices, Random random) {
        this.system = system;
        this.chronicle = chronicle;
        this.voices = voices;
        this.random = random;
    }

    /** Breaks one thing, or mends one that is broken. */
    void act() {
        if (!broken.isEmpty() && random.nextInt(100) < 15 + 15 * broken.size()) {
            mend(broken.remove(random.nextInt(broken.size())));
            return;
        }
        switch (random.nextInt(16)) {
            case 0, 1 -> lose(random.nextInt(4) == 0 ? Regions.STOCKHOLM : site());
            case 2, 3 -> breakService();
            case 4, 5 -> breakCall();
            case 6 -> duplicates();
            case 7, 8 -> kill(site());
            case 9 -> hang(site());
            case 10 -> stall();
            case 11 -> cut();
            case 12 -> alarm();
            case 13 -> rdsSays();
            case 14 -> crash();
            default -> freezeWorker();
        }
    }

    /** Whether nothing is broken. */
    boolean calm() {
        return broken.isEmpty();
    }

    void mendAll() {
        List.copyOf(broken).forEach(this::mend);
        broken.clear();
        system.cloud.aws().faults().liftAll();
    }

    private void begin(String what, Runnable mend) {
        chronicle.note("broken    " + what);
        broken.add(new Broken(what, mend));
    }

    private void mend(Broken one) {
        chronicle.note("mended    " + one.what());
        one.mend().run();
    }

    private String site() {
        return random.nextInt(3) == 0 ? Regions.FRANKFURT : Regions.IRELAND;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Instant now() {
        return system.cloud.time().instant();
    }

    /** The active database dies, hangs, or is lost with its Region. */
    void loseActive() {
        String region = system.ledTo().orElse(Regions.IRELAND);
        switch (random.nextInt(3)) {
            case 0 -> kill(region);
            case 1 -> hang(region);
            default -> lose(region);
        }
    }

    private void lose(String region) {
        Fault fault = system.cloud.aws().faults().begin(Scope.region(region), new Effect.Hangs());
        String why = "lost " + broken.size() + " " + now();
        if (Regions.SITES.contains(region)) {
            system.databases.freeze(region, why);
        }
        begin("Region " + region + " is lost", () -> {
            fault.lift();
            if (Regions.SITES.contains(region)) {
                system.databases.thaw(region, why);
            }
        });
    }

    private Effect effect() {
        return switch (random.nextInt(6)) {
            case 0 -> new Effect.Hangs();
            case 1 -> new Effect.Refuses();
            case 2 -> new Effect.Fails(random.nextBoolean() ? 500 : 503);
            case 3 -> new Effect.Throttles();
            case 4 -> new Effect.Slow(Duration.ofMillis(100 + random.nextInt(2_000)));
            default -> new Effect.LosesReply();
        };
    }

    private void breakService() {
        Scope scope = Scope.service(any(SERVICES));
        String region = any(Regions.ALL);
        boolean everywhere = scope.service().filter("route53"::equals).isPresent() || random.nextInt(4) == 0;
        Scope where = everywhere ? scope : scope.inRegion(region);
        Effect effect = effect();
        Fault fault = system.cloud.aws().faults().begin(where, effect);
        begin(scope.service().orElse("") + (everywhere ? "" : " in " + region) + ": " + effect, fault::lift);
    }

    /** A few calls only: what a worker meets in the middle of a step. */
    private void breakCall() {
        String call = any(CALLS);
        Effect effect = effect();
        int times = 1 + random.nextInt(3);
        Scope scope = Scope.everything().operation(call).by(SimulatedSystem.STACK + "-FailoverOrchestrator");
        Fault fault = system.cloud.aws().faults().begin(scope, effect, times);
        begin("the next " + times + " " + call + ": " + effect, fault::lift);
    }

    private void duplicates() {
        system.cloud
                .aws()
                .deliveries()
                .duplicate(2 + random.nextInt(2), Duration.ofSeconds(random.nextInt(90)), random.nextLong());
        begin(
                "messages come again and again",
                () -> system.cloud.aws().deliveries().once());
    }

    private void kill(String region) {
        system.databases.in(region).stopImmediately();
        begin(
                "the database in " + region + " is dead",
                () -> system.databases.in(region).start());
    }

    private void hang(String region) {
        String why = "hung " + now();
        system.databases.freeze(region, why);
        begin("the database in " + region + " hangs", () -> system.databases.thaw(region, why));
    }

    private void stall() {
        int how = random.nextInt(3);
        switch (how) {
            case 0 -> system.databases.in(Regions.FRANKFURT).stall(true);
            case 1 -> system.lag.withhold(true);
            default -> system.lag.pretend(OptionalDouble.of(-1));
        }
        begin(
                List.of("replication stalls", "no lag samples", "the lag is said to be -1")
                        .get(how),
                () -> {
                    system.databases.in(Regions.FRANKFURT).stall(false);
                    system.lag.withhold(false);
                    system.lag.pretend(OptionalDouble.empty());
                });
    }

    private void cut() {
        String from = any(Regions.ALL);
        String to = site();
        system.databases.cut(from, to, true);
        begin("no way from " + from + " to the database in " + to, () -> system.databases.cut(from, to, false));
    }

    private void alarm() {
        String state = random.nextInt(3) == 0 ? "INSUFFICIENT_DATA" : "ALARM";
        system.cloud.cloudWatch().setAlarmState(Regions.IRELAND, SimulatedSystem.ALARM, state, "by chance");
        Consumer<Instant> over =
                state.equals("ALARM") ? voices.visible("cloudwatch-alarm", Regions.IRELAND, now()) : _ -> {};
        begin("the alarm says " + state, () -> {
            system.cloud.cloudWatch().setAlarmState(Regions.IRELAND, SimulatedSystem.ALARM, "OK", "by chance");
            over.accept(now());
        });
    }

    private void rdsSays() {
        String region = site();
        String id = Databases.identifier(region);
        if (random.nextBoolean()) {
            RdsEvent event = any(List.of(
                    RdsEvent.FAILOVER_STARTED,
                    RdsEvent.FAILOVER_COMPLETED,
                    RdsEvent.BACKUP_STARTED,
                    RdsEvent.RESTARTED,
                    RdsEvent.FAILED));
            chronicle.note("RDS says  " + id + " " + event.message());
            system.cloud.rds().announce(region, id, event);
            return;
        }
        String before = system.cloud.rds().instance(region, id).status();
        if (!before.equals("available")) {
            return;
        }
        String status = any(List.of("storage-full", "failed", "maintenance", "rebooting"));
        system.cloud.rds().setStatus(region, id, status);
        Consumer<Instant> over = voices.visible("rds-events", region, now());
        begin(id + " is described as " + status, () -> {
            if (system.cloud.rds().instance(region, id).status().equals(status)) {
                system.cloud.rds().setStatus(region, id, "available");
            }
            over.accept(now());
        });
    }

    /** What runs in Stockholm dies in the middle of whatever it does, and is asked again at once. */
    private void crash() {
        chronicle.note("broken    what runs in Stockholm crashes");
        system.cloud
                .aws()
                .faults()
                .begin(Scope.region(Regions.STOCKHOLM), new Effect.Hangs())
                .lift();
    }

    /** The orchestrator's next call of that kind stands still for minutes, and is then carried out. */
    private void freezeWorker() {
        String call = any(CALLS);
        Scope scope = Scope.everything().operation(call).by(SimulatedSystem.STACK + "-FailoverOrchestrator");
        Fault fault = system.cloud.aws().faults().begin(scope, new Effect.Holds(), 1);
        begin("the worker freezes before its next " + call, fault::lift);
    }
}
