// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.orchestrator.aws.AwsFault;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.aws.Silence;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.plan.Site;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;

/** The calls to RDS: looking, which may be repeated, and changing, which goes through the gate and is sent once. */
public final class Instances {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

    private final Regional<RdsClient> looking;
    private final Regional<RdsClient> changing;
    private final Silence silence;

    /**
     * Instances of all Regions.
     *
     * @param looking clients that retry
     * @param changing clients that send once: a lost reply must not become a second effect
     */
    public Instances(Regional<RdsClient> looking, Regional<RdsClient> changing, InstantSource clock) {
        this.looking = looking;
        this.changing = changing;
        this.silence = new Silence(clock);
    }

    /** What RDS says of a site's database. */
    sealed interface Described {
        /** It is there. */
        record Found(Instance instance) implements Described {}

        /** RDS knows no such instance. */
        record Missing(String text) implements Described {}

        /** The Region does not answer. */
        record Silent(String text) implements Described {}

        /** RDS answers, but not to this: not allowed, or throttled. */
        record Refused(String text) implements Described {}
    }

    /** What RDS says of the site's database, with the calls that a dry run takes for made. */
    Described describe(Site site, Effects effects) {
        if (silence.of(site.region())) {
            return new Described.Silent(site.region() + " did not answer a moment ago");
        }
        try {
            DBInstance found = looking.in(site.region())
                    .describeDBInstances(ask -> ask.dbInstanceIdentifier(site.database()))
                    .dbInstances()
                    .getFirst();
            silence.ended(site.region());
            return new Described.Found(Instance.of(site, found).assuming(effects.assumed()));
        } catch (DbInstanceNotFoundException missing) {
            return new Described.Missing("there is no database " + site.database() + " in " + site.region());
        } catch (SdkException failure) {
            return switch (AwsFault.of("rds:DescribeDBInstances", site.region(), failure)) {
                case AwsFault.Silent(String text) -> {
                    silence.fell(site.region());
                    yield new Described.Silent(text);
                }
                case AwsFault fault -> {
                    LOG.error("{}", fault.text());
                    yield new Described.Refused(fault.text());
                }
            };
        }
    }

    /** What became of a change. */
    sealed interface Change {
        /**
         * RDS took it.
         *
         * @param status of the instance, as RDS answered
         */
        record Accepted(String status) implements Change {}

        /** RDS did not take it, or nobody knows; look again. */
        record NotAccepted(String text) implements Change {}
    }

    Change isolate(Site site, Set<String> groups, Effects effects) {
        return change(
                effects,
                call("ModifyDBInstance", site, Map.of(Instance.GROUPS, String.join(" ", groups))),
                rds -> rds.modifyDBInstance(modify -> modify.dbInstanceIdentifier(site.database())
                                .vpcSecurityGroupIds(groups)
                                .applyImmediately(true))
                        .dbInstance());
    }

    Change reboot(Site site, Effects effects) {
        return change(
                effects,
                call("RebootDBInstance", site, Map.of()),
                rds -> rds.rebootDBInstance(reboot -> reboot.dbInstanceIdentifier(site.database()))
                        .dbInstance());
    }

    Change promote(Site site, int backupRetentionDays, Effects effects) {
        return change(
                effects,
                call(
                        "PromoteReadReplica",
                        site,
                        Map.of("BackupRetentionPeriod", Integer.toString(backupRetentionDays))),
                rds -> rds.promoteReadReplica(promote -> promote.dbInstanceIdentifier(site.database())
                                .backupRetentionPeriod(backupRetentionDays))
                        .dbInstance());
    }

    @FunctionalInterface
    private interface Changing {
        DBInstance change(RdsClient rds);
    }

    private Change change(Effects effects, PlannedCall call, Changing action) {
        AtomicReference<Optional<String>> status = new AtomicReference<>(Optional.empty());
        try {
            effects.perform(
                    call,
                    () -> status.set(Optional.ofNullable(
                            action.change(changing.in(call.region())).dbInstanceStatus())));
            return new Change.Accepted(status.get().orElse("unknown"));
        } catch (SdkException failure) {
            AwsFault fault = AwsFault.of("rds:" + call.operation(), call.region(), failure);
            LOG.warn("{}", fault.text());
            return new Change.NotAccepted(fault.text());
        }
    }

    private static PlannedCall call(String operation, Site site, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put(Instance.IDENTIFIER, site.database());
        return PlannedCall.of("rds", operation, site.region(), parameters);
    }
}
