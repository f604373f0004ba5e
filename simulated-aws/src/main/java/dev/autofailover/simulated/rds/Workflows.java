// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.SimulatedTime;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What RDS does to an instance over time, with the status that can be seen meanwhile. */
final class Workflows {
    private final SimulatedTime time;
    private final RdsTiming timing;
    private final EventLog events;
    private final Function<String, Optional<DbInstance>> byArn;

    Workflows(SimulatedTime time, RdsTiming timing, EventLog events, Function<String, Optional<DbInstance>> byArn) {
        this.time = time;
        this.timing = timing;
        this.events = events;
        this.byArn = byArn;
    }

    /** Makes a replica standalone; the status is still {@code available} when this returns. */
    void promote(DbInstance instance, int backupRetentionDays) {
        instance.beginPromotion();
        time.after(timing.of(RdsPhase.PROMOTION_UNSEEN), () -> {
            instance.status("modifying");
            time.after(timing.of(RdsPhase.PROMOTION_MODIFYING), () -> endReplication(instance, backupRetentionDays));
        });
    }

    private void endReplication(DbInstance instance, int backupRetentionDays) {
        events.happened(instance, RdsEvent.REPLICATION_TERMINATED);
        instance.status("rebooting");
        events.happened(instance, RdsEvent.SHUT_DOWN);
        boolean hadBackups = instance.view().backupRetentionDays() > 0;
        notBefore(RdsPhase.PROMOTION_REBOOTING, instance.engine()::promote, failure -> {
            if (failure.isPresent()) {
                fail(instance);
                return;
            }
            instance.leaveSource().flatMap(byArn).ifPresent(source -> source.removeReplica(instance.arn()));
            instance.backupRetention(backupRetentionDays);
            events.happened(instance, RdsEvent.RESTARTED);
            if (backupRetentionDays > 0) {
                backUp(instance, hadBackups ? RdsPhase.LATER_BACKUP : RdsPhase.FIRST_BACKUP);
            } else {
                instance.finish(DbInstance.AVAILABLE);
            }
        });
    }

    private void backUp(DbInstance instance, RdsPhase howLong) {
        instance.status("backing-up");
        events.happened(instance, RdsEvent.BACKUP_STARTED);
        time.after(timing.of(howLong), () -> {
            events.happened(instance, RdsEvent.BACKUP_FINISHED);
            instance.finish(DbInstance.AVAILABLE);
        });
    }

    /** Restarts the database in place; the status is {@code rebooting} when this returns. */
    void reboot(DbInstance instance) {
        instance.begin();
        instance.status("rebooting");
        events.happened(instance, RdsEvent.SHUT_DOWN);
        notBefore(RdsPhase.REBOOT, instance.engine()::restart, failure -> {
            if (failure.isPresent()) {
                fail(instance);
                return;
            }
            events.happened(instance, RdsEvent.RESTARTED);
            instance.finish(DbInstance.AVAILABLE);
        });
    }

    /** Moves to the standby in the other zone. AWS's own failovers leave the status as it is; a forced reboot shows it. */
    void failOver(DbInstance instance, String statusMeanwhile) {
        instance.begin();
        instance.status(statusMeanwhile);
        events.happened(instance, RdsEvent.FAILOVER_STARTED);
        instance.engine().stopImmediately();
        time.after(timing.of(RdsPhase.MULTI_AZ_FAILOVER), () -> {
            var _ = attempt(instance.engine()::start).whenComplete((_, failure) -> {
                if (failure != null) {
                    fail(instance);
                    return;
                }
                instance.swapZones();
                events.happened(instance, RdsEvent.RESTARTED);
                events.happened(instance, RdsEvent.FAILOVER_COMPLETED);
                instance.finish(DbInstance.AVAILABLE);
            });
        });
    }

    /** Puts the groups marked on the instance into force. The status stays {@code available} meanwhile. */
    void settleSecurityGroups(DbInstance instance) {
        time.after(
                timing.of(RdsPhase.SECURITY_GROUP_CHANGE),
                () -> instance.engine().securityGroups(instance.settleSecurityGroups()));
    }

    /** Makes a change under {@code modifying}. */
    void modify(DbInstance instance, Runnable change) {
        instance.begin();
        time.after(timing.of(RdsPhase.PROMOTION_UNSEEN), () -> {
            instance.status("modifying");
            time.after(timing.of(RdsPhase.MODIFICATION), () -> {
                change.run();
                instance.finish(DbInstance.AVAILABLE);
            });
        });
    }

    private void fail(DbInstance instance) {
        instance.finish("failed");
        events.happened(instance, RdsEvent.FAILED);
    }

    /** Goes on when the database is ready, but not before the phase's time is over. */
    private void notBefore(RdsPhase phase, Supplier<CompletionStage<Void>> order, Consumer<Optional<Throwable>> then) {
        Instant earliest = time.instant().plus(timing.of(phase));
        var _ = attempt(order).whenComplete((_, failure) -> {
            Instant now = time.instant();
            time.at(now.isAfter(earliest) ? now : earliest, () -> then.accept(Optional.ofNullable(failure)));
        });
    }

    /** A database that throws has failed, and leaves no instance rebooting for ever. */
    private static CompletionStage<Void> attempt(Supplier<CompletionStage<Void>> order) {
        try {
            return order.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
