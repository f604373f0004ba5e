// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.record.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One history: a healthy service, some minutes in which anything may break, and then up to an hour in which nothing does. The same seed
 * gives the same history again.
 */
final class History {
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration CALM_FOR = Duration.ofMinutes(2);

    private final SimulatedSystem system;
    private final Chronicle chronicle;
    private final Random random;
    private final Voices voices;
    private final Told told;
    private final RunRules runRules;
    private final Application application;
    private final Mischief mischief;
    private final Operator operator;

    /**
     * What came of it.
     *
     * @param runs how many runs began
     * @param moved whether the other site serves at the end
     */
    record Outcome(long seed, int runs, boolean moved, List<String> violations, List<String> lines) {}

    private History(SimulatedSystem system, Random random) {
        this.system = system;
        this.random = random;
        chronicle = new Chronicle(system.cloud.time());
        voices = new Voices(system.votesTopic());
        told = new Told(system.notificationsTopic(), chronicle);
        operator = new Operator(system, chronicle, random);
        mischief = new Mischief(system, chronicle, voices, random);
        runRules = new RunRules(system, chronicle, voices, operator);
        application = new Application(system, chronicle);
        MoveRules moveRules = new MoveRules(system, chronicle);
        system.cloud.aws().recording().subscribe(call -> {
            voices.hear(call);
            told.hear(call);
            moveRules.check(call);
        });
        system.cloud.lambda().subscribe(new Mistakes(chronicle)::check);
    }

    static Outcome of(long seed) {
        Random random = new Random(seed);
        Variant variant = Variant.of(random);
        try (SimulatedSystem system = new SimulatedSystem(variant)) {
            History history = new History(system, random);
            history.chronicle.note("seed " + seed + " " + variant);
            history.live();
            return new Outcome(
                    seed,
                    history.runRules.runs(),
                    system.ledTo().equals(Optional.of(Regions.FRANKFURT)),
                    history.chronicle.violations(),
                    history.chronicle.lines());
        }
    }

    private void live() {
        look();
        system.cloud.time().advance(Duration.ofSeconds(30 + random.nextInt(60)));
        int acts = 3 + random.nextInt(9);
        int trouble = random.nextInt(acts);
        for (int i = 0; i < acts; i++) {
            if (i == trouble) {
                realTrouble();
            } else if (random.nextInt(5) == 0) {
                operator.command();
            } else {
                mischief.act();
            }
            system.cloud.time().advance(Duration.ofMillis(500 + random.nextInt(random.nextBoolean() ? 5_000 : 60_000)));
        }
        mischief.mendAll();
        operator.order("resume", false);
        chronicle.note("mended    everything");
        calmDown();
    }

    /** Most histories have a reason to move. */
    private void realTrouble() {
        switch (random.nextInt(5)) {
            case 0 -> operator.order("failover", false);
            case 1 -> operator.order("switchover", false);
            case 2, 3 -> mischief.loseActive();
            default -> mischief.act();
        }
    }

    /** Looks again and again as long as the history lasts. */
    private void look() {
        application.write(LOOK, mischief.calm());
        runRules.check();
        system.cloud.time().after(LOOK, this::look);
    }

    private void calmDown() {
        Instant until = system.cloud.time().instant().plus(AN_HOUR);
        Instant quietSince = Instant.MAX;
        while (system.cloud.time().instant().isBefore(until)) {
            system.cloud.time().advance(Duration.ofSeconds(20));
            Instant now = system.cloud.time().instant();
            quietSince = unquiet().isPresent() ? Instant.MAX : (quietSince.isAfter(now) ? now : quietSince);
            if (!quietSince.isAfter(now) && !quietSince.plus(CALM_FOR).isAfter(now)) {
                runRules.check();
                told.check(runRules.owedNews());
                new Journal(system, chronicle).check(runRules.decided());
                return;
            }
        }
        chronicle.broken("all is well an hour after", unquiet().orElse("never for long"));
    }

    /** What is not as it should be when nothing is broken any more. */
    private Optional<String> unquiet() {
        ServiceRecord record = system.record().orElseThrow();
        if (record.runUnderWay().isPresent()) {
            return record.runUnderWay().map(run -> run.words() + " is under way: " + run.steps());
        }
        if (!record.owed().isEmpty()) {
            return Optional.of("owed: " + record.owed());
        }
        if (!record.outbox().isEmpty()) {
            return Optional.of("not told: " + record.outbox());
        }
        Instant now = system.cloud.time().instant();
        return application
                        .lastServed()
                        .filter(at -> at.plus(LOOK).plus(LOOK).isAfter(now))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("clients are not served: " + system.ledTo() + ", last " + application.lastServed() + ", "
                        + record.lastDecision());
    }
}
