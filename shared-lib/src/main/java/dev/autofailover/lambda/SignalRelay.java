// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import dev.autofailover.message.Signals;
import dev.autofailover.vote.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes an input apart and passes on what each part says, so that a bad one stops none of the others: it is logged with its
 * reason, counted, and kept.
 */
public final class SignalRelay {
    private static final Logger LOG = LoggerFactory.getLogger(SignalRelay.class);
    private final SignalPublisher publisher;
    private final DeadLetters deadLetters;
    private final Metrics metrics;

    public SignalRelay(SignalPublisher publisher, DeadLetters deadLetters, Metrics metrics) {
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** The relay of that function, from its environment variables. */
    public static SignalRelay of(Surroundings surroundings, String function) {
        return new SignalRelay(
                SignalPublisher.of(surroundings), DeadLetters.of(surroundings), Metrics.of(surroundings, function));
    }

    /**
     * Reads each delivery of the input and publishes what it says.
     *
     * @param reader throws {@link Unusable} for a delivery that it can't read
     * @throws Unusable when nothing of the input could be read; Lambda then keeps the whole of it
     * @throws SdkException when something could not be published or kept. All the rest was, and may come again without harm:
     *     Lambda repeats the input
     */
    public Tally relay(InputStream input, Function<Delivery, Reading> reader) throws IOException {
        Tally tally = new Tally();
        try {
            relay(deliveries(input, tally), reader, tally);
        } finally {
            tally.putTo(metrics);
        }
        return tally;
    }

    private static List<Delivery> deliveries(InputStream input, Tally tally) throws IOException {
        try {
            return Delivery.in(InputReader.read(input));
        } catch (Unusable unusable) {
            LOG.error("the input can't be used: {}", unusable.reason());
            tally.count(Tally.Kind.POISON);
            throw unusable;
        }
    }

    private void relay(List<Delivery> deliveries, Function<Delivery, Reading> reader, Tally tally) {
        List<Poison> poisons = new ArrayList<>();
        Optional<SdkException> failure = Optional.empty();
        for (Delivery each : deliveries) {
            try {
                pass(reader.apply(each), tally);
            } catch (SdkException unpublished) {
                LOG.error("a signal could not be published; the input will be repeated", unpublished);
                failure = Optional.of(unpublished);
            } catch (Unusable unusable) {
                LOG.error("a record can't be used: {}", unusable.reason());
                poisons.add(new Poison(each, unusable.reason()));
            } catch (RuntimeException ours) {
                // A mistake of our own in reading one record must not cost the others.
                LOG.error("reading a record failed", ours);
                poisons.add(new Poison(each, "reading it failed: " + ours));
            }
        }
        poisons.forEach(each -> tally.count(Tally.Kind.POISON));
        failure.ifPresent(unpublished -> {
            throw unpublished;
        });
        keep(poisons, deliveries.size());
    }

    private void pass(Reading reading, Tally tally) {
        switch (reading) {
            case Reading.Says(Signal signal) -> {
                publisher.publish(signal);
                tally.count(signal);
                LOG.info("published: {}", Signals.words(signal));
            }
            case Reading.Ignored(String why) -> {
                tally.count(Tally.Kind.IGNORED);
                LOG.info("ignored: {}", why);
            }
            case Reading.Unknown(String what) -> {
                tally.count(Tally.Kind.UNKNOWN);
                LOG.warn("not known, ignored: {}", what);
            }
        }
    }

    private void keep(List<Poison> poisons, int deliveries) {
        if (poisons.size() == deliveries) {
            throw new Unusable(
                    poisons.stream().map(Poison::reason).distinct().limit(5).collect(Collectors.joining("; ")));
        }
        poisons.forEach(each -> deadLetters.keep(each.delivery().asInput(), each.reason()));
    }

    private record Poison(Delivery delivery, String reason) {}
}
