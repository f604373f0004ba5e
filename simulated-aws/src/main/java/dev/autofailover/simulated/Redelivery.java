// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Hands a parcel over again and again, as its sender's retry policy has it, until it arrives or is given up. */
public final class Redelivery {
    /**
     * When to try again.
     *
     * @param delay after so many failed attempts; empty when there were enough
     * @param maxAge after which it is given up whatever the number of attempts
     */
    public record Policy(Function<Integer, Optional<Duration>> delay, Duration maxAge) {}

    /** What becomes of a parcel that is given up. */
    @FunctionalInterface
    public interface GivenUp {
        /** Takes it, with the last failure and the number of attempts. */
        void accept(AwsError failure, int attempts);
    }

    private final SimulatedAws aws;
    private final String fromRegion;
    private final Deliveries.Parcel parcel;
    private final Policy policy;
    private final GivenUp givenUp;
    private final Instant began;
    private int attempts;

    /** Prepares to send {@code parcel} from {@code fromRegion}. */
    public Redelivery(SimulatedAws aws, String fromRegion, Deliveries.Parcel parcel, Policy policy, GivenUp givenUp) {
        this.aws = aws;
        this.fromRegion = fromRegion;
        this.parcel = parcel;
        this.policy = policy;
        this.givenUp = givenUp;
        began = aws.time().instant();
    }

    /** Tries; tries again later after a failure of the receiver's side, and gives up after a refusal. While the sender's Region is gone it waits. */
    public void attempt() {
        if (aws.faults().isGone(fromRegion)) {
            aws.faults().whenBack(fromRegion, this::attempt);
            return;
        }
        attempts++;
        try {
            aws.deliveries().hand(parcel);
        } catch (AwsError failure) {
            Optional<Duration> delay = failure.status() < 500 && failure.status() != 429
                    ? Optional.empty()
                    : policy.delay().apply(attempts).filter(this::inTime);
            if (delay.isPresent()) {
                aws.time().after(delay.get(), this::attempt);
            } else {
                givenUp.accept(failure, attempts);
            }
        }
    }

    private boolean inTime(Duration delay) {
        return aws.time().instant().plus(delay).isBefore(began.plus(policy.maxAge()));
    }
}
