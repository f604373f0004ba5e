// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.autofailover.json.DurationForm;
import dev.autofailover.json.Form;
import dev.autofailover.json.Refusal;
import dev.autofailover.record.AcceptedLoss;
import java.time.Duration;
import java.util.Optional;

/** {@code "PT30S"}, {@code "unknown"}, or a list of the two. */
final class LossForm implements Form<AcceptedLoss> {
    private static final DurationForm UP_TO = new DurationForm(Duration.ZERO, Duration.ofDays(365));

    @Override
    public AcceptedLoss read(JsonNode written) throws Refusal {
        if (!written.isArray()) {
            return one(written);
        }
        if (written.size() > 2) {
            throw new Refusal(remedy());
        }
        AcceptedLoss all = AcceptedLoss.none();
        for (JsonNode item : written) {
            AcceptedLoss next = one(item);
            if ((all.unknown() && next.unknown())
                    || (all.upTo().isPresent() && next.upTo().isPresent())) {
                throw new Refusal(remedy());
            }
            all = new AcceptedLoss(all.upTo().or(next::upTo), all.unknown() || next.unknown());
        }
        return all;
    }

    @Override
    public String remedy() {
        return "write the loss that you accept: a duration such as PT30S, \"unknown\", or a list of the two";
    }

    @Override
    public AcceptedLoss standIn() {
        return AcceptedLoss.none();
    }

    /** The list that {@link #read} takes; empty when nothing is accepted. */
    static void write(AcceptedLoss loss, ArrayNode list) {
        loss.upTo().ifPresent(upTo -> list.add(upTo.toString()));
        if (loss.unknown()) {
            list.add("unknown");
        }
    }

    private static AcceptedLoss one(JsonNode written) throws Refusal {
        return "unknown".equals(written.textValue())
                ? new AcceptedLoss(Optional.empty(), true)
                : new AcceptedLoss(Optional.of(UP_TO.read(written)), false);
    }
}
