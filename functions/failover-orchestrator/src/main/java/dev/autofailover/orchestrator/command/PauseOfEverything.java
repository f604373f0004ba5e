// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.message.Command;
import dev.autofailover.orchestrator.observe.Fleets;
import dev.autofailover.record.Pause;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.ServiceRecord;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Halts automation for all services at once, and lets it work again. */
final class PauseOfEverything {
    private static final Logger LOG = LoggerFactory.getLogger(PauseOfEverything.class);
    private static final int TRIES = 5;

    private final RecordStore records;
    private final InstantSource clock;

    PauseOfEverything(RecordStore records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    ObjectNode answer(Command.Order order) {
        for (int tries = 0; tries < TRIES; tries++) {
            ServiceRecord record = records.load(Fleets.EVERYTHING)
                    .orElseGet(() -> ServiceRecord.first(Fleets.EVERYTHING, Fleets.EVERYTHING));
            ServiceRecord next = switch (order) {
                case Command.Pause pause ->
                    record.paused(record.pause().orElse(new Pause(pause.by(), pause.reason(), clock.instant())));
                case Command.Resume _ -> record.resumed();
                default -> record;
            };
            boolean known = order instanceof Command.Pause || order instanceof Command.Resume;
            if (!known) {
                return answer(false, "only pause and resume can be said to all services at once");
            }
            try {
                if (!next.equals(record)) {
                    records.save(next.nextRevision());
                }
                return answer(true, next.pause().isPresent() ? "everything is paused" : "automation works again");
            } catch (Superseded raced) {
                LOG.info("once more: {}", raced.getMessage());
            }
        }
        throw new IllegalStateException("the pause is being written too often; try again");
    }

    private static ObjectNode answer(boolean accepted, String text) {
        return Json.object()
                .put("service", Fleets.EVERYTHING)
                .put("accepted", accepted)
                .put("text", text);
    }
}
