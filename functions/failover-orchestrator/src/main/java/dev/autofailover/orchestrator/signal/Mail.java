// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.lambda.DeadLetters;
import dev.autofailover.lambda.Delivery;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.message.Signals;
import dev.autofailover.vote.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what SNS brings. What can't be used of it, be it one vote of many, is kept by itself and stops nothing else. */
public final class Mail {
    private static final Logger LOG = LoggerFactory.getLogger(Mail.class);

    private final DeadLetters deadLetters;

    /**
     * Mail of which the unusable is kept there.
     *
     * @param deadLetters the stack's queue
     */
    public Mail(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** What can't be used, as an input that brings it alone. */
    private record Bad(ObjectNode asInput, String reason) {}

    /**
     * The signals that the input brings.
     *
     * @throws Unusable when it brings nothing that can be used; Lambda itself then keeps the whole of it
     */
    public List<Signal> open(ObjectNode input) {
        List<Signal> signals = new ArrayList<>();
        List<Bad> bad = new ArrayList<>();
        for (Delivery delivery : Delivery.in(input)) {
            try {
                Signals.Brought brought = Signals.read(message(delivery));
                signals.addAll(brought.signals());
                brought.refused().forEach(refused -> bad.add(new Bad(input(refused), refused.reason())));
            } catch (Malformed | Unusable refused) {
                bad.add(new Bad(delivery.asInput(), String.valueOf(refused.getMessage())));
            }
        }
        bad.forEach(each -> LOG.error("a signal can't be used: {}", each.reason()));
        if (signals.isEmpty()) {
            throw new Unusable(bad.stream().map(Bad::reason).distinct().limit(5).collect(Collectors.joining("; ")));
        }
        bad.forEach(each -> deadLetters.keep(each.asInput(), each.reason()));
        return signals;
    }

    private static String message(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Notification notification -> notification.message();
            case Delivery.Broken(String reason, ObjectNode _) -> throw new Unusable(reason);
            case Delivery.BusEvent _, Delivery.Direct _ ->
                throw new Unusable("the input is neither Records of SNS, nor {\"tick\":true}, nor a command");
        };
    }

    private static ObjectNode input(Signals.Refused refused) {
        ObjectNode input = Json.object();
        input.putArray("Records").addObject().putObject("Sns").put("Message", refused.message());
        return input;
    }
}
