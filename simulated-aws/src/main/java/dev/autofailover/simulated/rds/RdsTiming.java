// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import static java.util.Map.entry;

import dev.autofailover.simulated.Figure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How long RDS takes.
 *
 * @param name how reports call this set
 * @param figures one for each phase
 */
public record RdsTiming(String name, Map<RdsPhase, Figure> figures) {
    private static final String ESTIMATE = "estimate; AWS gives no figure";
    private static final String READ_REPLICAS =
            "RDS User Guide, USER_ReadRepl: a promotion takes a few minutes or longer";

    private static final String GLOBAL =
            "Aurora User Guide, aurora-global-database-disaster-recovery: typically minutes; the value is an estimate";

    /** @throws IllegalArgumentException when a phase has no figure */
    public RdsTiming {
        figures = Map.copyOf(figures);
        for (RdsPhase phase : RdsPhase.values()) {
            if (!figures.containsKey(phase)) {
                throw new IllegalArgumentException("no figure for " + phase);
            }
        }
    }

    /** Short times, in the proportions of the real ones: nothing takes longer than 0.4 s. */
    public static RdsTiming quick() {
        return same("quick", phase -> switch (phase) {
            case PROMOTION_UNSEEN, SECURITY_GROUP_CHANGE, GLOBAL_MOVE_PENDING, EVENT_TO_BUS -> Duration.ofMillis(100);
            case PROMOTION_MODIFYING, LATER_BACKUP, MODIFICATION, EVENT_TO_TOPIC -> Duration.ofMillis(200);
            case PROMOTION_REBOOTING,
                    FIRST_BACKUP,
                    REBOOT,
                    MULTI_AZ_FAILOVER,
                    GLOBAL_SWITCHOVER,
                    GLOBAL_FAILOVER,
                    GLOBAL_REJOIN -> Duration.ofMillis(400);
        });
    }

    /** What AWS documents, and where it documents nothing a careful estimate; see each figure's source. */
    public static RdsTiming documented() {
        return new RdsTiming(
                "documented",
                Map.ofEntries(
                        entry(RdsPhase.PROMOTION_UNSEEN, seconds(5, ESTIMATE)),
                        entry(RdsPhase.PROMOTION_MODIFYING, seconds(60, READ_REPLICAS)),
                        entry(RdsPhase.PROMOTION_REBOOTING, seconds(120, READ_REPLICAS)),
                        entry(RdsPhase.FIRST_BACKUP, seconds(180, ESTIMATE + "; grows with the database")),
                        entry(RdsPhase.LATER_BACKUP, seconds(60, ESTIMATE)),
                        entry(RdsPhase.REBOOT, seconds(60, ESTIMATE + "; depends on crash recovery")),
                        entry(
                                RdsPhase.MULTI_AZ_FAILOVER,
                                seconds(90, "RDS User Guide, Concepts.MultiAZSingleStandby: typically 60-120 s")),
                        entry(RdsPhase.SECURITY_GROUP_CHANGE, seconds(15, ESTIMATE)),
                        entry(RdsPhase.MODIFICATION, seconds(120, ESTIMATE)),
                        entry(RdsPhase.GLOBAL_MOVE_PENDING, seconds(5, ESTIMATE)),
                        entry(RdsPhase.GLOBAL_SWITCHOVER, seconds(90, GLOBAL + "; grows with the lag")),
                        entry(RdsPhase.GLOBAL_FAILOVER, seconds(120, GLOBAL)),
                        entry(RdsPhase.GLOBAL_REJOIN, seconds(900, GLOBAL + "; minutes to hours")),
                        entry(
                                RdsPhase.EVENT_TO_BUS,
                                seconds(2, "RDS User Guide: near real time; the value is an estimate")),
                        entry(
                                RdsPhase.EVENT_TO_TOPIC,
                                seconds(60, "RDS User Guide, USER_Events.overview: up to five minutes"))));
    }

    private static RdsTiming same(String name, Function<RdsPhase, Duration> takes) {
        return new RdsTiming(
                name,
                Arrays.stream(RdsPhase.values())
                        .collect(Collectors.toMap(
                                Function.identity(),
                                phase -> new Figure(takes.apply(phase), "shortened for the simulation"))));
    }

    private static Figure seconds(long seconds, String source) {
        return new Figure(Duration.ofSeconds(seconds), source);
    }

    /** How long this phase takes. */
    public Duration of(RdsPhase phase) {
        return Objects.requireNonNull(figures.get(phase)).takes();
    }

    /** The same timing but for one phase. */
    public RdsTiming with(RdsPhase phase, Duration takes) {
        return new RdsTiming(
                name,
                Arrays.stream(RdsPhase.values())
                        .collect(Collectors.toMap(
                                Function.identity(),
                                each -> each == phase
                                        ? new Figure(takes, "set by hand")
                                        : Objects.requireNonNull(figures.get(each)))));
    }
}
