// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** What AWS services hand to each other, by the ARN of the receiver, as often and in the order that the world has it. */
public final class Deliveries {
    /** Takes what is for the ARNs of one service. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Takes it.
         *
         * @throws AwsError when the receiver refuses (status below 500) or can't be reached (500 and above)
         */
        void accept(Parcel parcel);
    }

    /**
     * Something on its way.
     *
     * @param to the receiver's ARN
     * @param from the service that sends it, such as {@code sns}
     * @param payload the whole message
     * @param attributes string attributes, for receivers that have them
     */
    public record Parcel(String to, String from, byte[] payload, Map<String, String> attributes) {}

    private record Duplication(int copies, Duration spread, Random random) {}

    private final SimulatedTime time;
    private final Faults faults;
    private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();
    private volatile Optional<Duplication> duplication = Optional.empty();

    Deliveries(SimulatedTime time, Faults faults) {
        this.time = time;
        this.faults = faults;
    }

    /** {@code receiver} takes from now on what is for ARNs of {@code service}. */
    public void receive(String service, Receiver receiver) {
        receivers.put(service, receiver);
    }

    /** From now on each message arrives {@code copies} times, each copy up to {@code spread} late, as {@code seed} will have it. */
    public void duplicate(int copies, Duration spread, long seed) {
        duplication = Optional.of(new Duplication(copies, spread, new Random(seed)));
    }

    /** From now on each message arrives once, in order. */
    public void once() {
        duplication = Optional.empty();
    }

    /** Runs {@code delivery} after {@code delay}; several times, at other times, when messages are duplicated. */
    public void schedule(Duration delay, Runnable delivery) {
        Optional<Duplication> doubled = duplication;
        if (doubled.isEmpty()) {
            time.after(delay, delivery);
            return;
        }
        Duplication how = doubled.get();
        for (int copy = 0; copy < how.copies(); copy++) {
            long late = how.spread().isZero()
                    ? 0
                    : how.random().nextLong(how.spread().toNanos());
            time.after(delay.plusNanos(late), delivery);
        }
    }

    /**
     * Hands the parcel over now.
     *
     * @throws AwsError when the receiver refuses (status below 500) or can't be reached (500 and above)
     */
    public void hand(Parcel parcel) {
        Arn arn = Arn.of(parcel.to());
        Receiver receiver = receivers.get(arn.service());
        if (receiver == null) {
            throw new AwsError(400, "InvalidParameter", "Not simulated: delivery to " + arn.service());
        }
        if (faults.isGone(arn.region(), arn.service())) {
            throw new AwsError(503, "ServiceUnavailable", arn.service() + " in " + arn.region() + " does not answer");
        }
        receiver.accept(parcel);
    }
}
