// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.orchestrator.aws.AwsFault;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.aws.Silence;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.GlobalClusterNotFoundException;

/** The calls to RDS: looking, which may be repeated, and changing, which goes through the gate and is sent once. */
public final class RdsCalls {
    private static final Logger LOG = LoggerFactory.getLogger(RdsCalls.class);

    private final Regional<RdsClient> looking;
    private final Regional<RdsClient> changing;
    private final Silence silence;

    /**
     * Calls to RDS in all Regions.
     *
     * @param looking clients that retry
     * @param changing clients that send once: a lost reply must not become a second effect
     */
    public RdsCalls(Regional<RdsClient> looking, Regional<RdsClient> changing, InstantSource clock) {
        this.looking = looking;
        this.changing = changing;
        this.silence = new Silence(clock);
    }

    /**
     * Looks.
     *
     * @param operation as AWS spells it
     * @param what is looked at, in words, such as {@code database orders}
     */
    <T> Described<T> look(String operation, String region, String what, Function<RdsClient, T> ask) {
        if (silence.of(region)) {
            return new Described.Silent<>(region + " did not answer a moment ago");
        }
        try {
            T found = ask.apply(looking.in(region));
            silence.ended(region);
            return new Described.Found<>(found);
        } catch (DbInstanceNotFoundException | DbClusterNotFoundException | GlobalClusterNotFoundException missing) {
            return new Described.Missing<>("there is no " + what + " in " + region);
        } catch (SdkException failure) {
            return switch (AwsFault.of("rds:" + operation, region, failure)) {
                case AwsFault.Silent(String text) -> {
                    silence.fell(region);
                    yield new Described.Silent<>(text);
                }
                case AwsFault fault -> {
                    LOG.error("{}", fault.text());
                    yield new Described.Refused<>(fault.text());
                }
            };
        }
    }

    /**
     * Makes that call through the gate.
     *
     * @param action makes it, and returns the status that RDS answers with
     */
    Change change(Effects effects, PlannedCall call, Function<RdsClient, @Nullable String> action) {
        AtomicReference<@Nullable String> status = new AtomicReference<>();
        try {
            effects.perform(call, () -> status.set(action.apply(changing.in(call.region()))));
            String answered = status.get();
            return new Change.Accepted(answered == null ? "unknown" : answered);
        } catch (SdkException failure) {
            AwsFault fault = AwsFault.of("rds:" + call.operation(), call.region(), failure);
            LOG.warn("{}", fault.text());
            return new Change.NotAccepted(fault.text());
        }
    }
}
