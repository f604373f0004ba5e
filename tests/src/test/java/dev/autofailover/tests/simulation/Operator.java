// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.record.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkException;

/** People who command at random, and what they have in mind. */
final class Operator {
    private static final List<String> WORDS = List.of(
            "failover",
            "switchover",
            "switchover",
            "approve",
            "approve",
            "pause",
            "resume",
            "resume",
            "acknowledge",
            "acknowledge",
            "adopt",
            "status");

    private final SimulatedSystem system;
    private final Chronicle chronicle;
    private final Random random;
    private final List<Instant> moves = new ArrayList<>();
    private Instant lastResume = Instant.MIN;
    private Instant lastAcknowledge = Instant.MIN;

    Operator(SimulatedSystem system, Chronicle chronicle, Random random) {
        this.system = system;
        this.chronicle = chronicle;
        this.random = random;
    }

    /** Gives some command; its answer comes when it comes. */
    void command() {
        order(WORDS.get(random.nextInt(WORDS.size())), random.nextInt(5) == 0);
    }

    void order(String word, boolean dryRun) {
        Map<String, Object> command =
                new HashMap<>(Map.of("command", word, "service", SimulatedSystem.SERVICE, "by", "operator"));
        if (!word.equals("status")) {
            command.put("reason", "because");
        }
        switch (word) {
            case "failover" -> command.putAll(Map.of("acceptLoss", List.of("PT1H", "unknown"), "dryRun", dryRun));
            case "switchover" -> command.put("dryRun", dryRun);
            case "approve" -> {
                Optional<Proposal> asked = system.record().flatMap(record -> record.asked());
                if (asked.isEmpty()) {
                    return;
                }
                command.putAll(
                        Map.of("generation", asked.get().generation(), "acceptLoss", List.of("PT1H", "unknown")));
            }
            case "resume" -> lastResume = system.cloud.time().instant();
            case "acknowledge" -> lastAcknowledge = system.cloud.time().instant();
            default -> {
                // The others say all with their name.
            }
        }
        if (List.of("failover", "switchover", "approve").contains(word) && !dryRun) {
            moves.add(system.cloud.time().instant());
        }
        chronicle.note("operator  " + word + (dryRun ? ", dry run" : ""));
        var _ = system.cloud.time().start(() -> send(word, command));
    }

    private void send(String word, Map<String, Object> command) {
        try {
            JsonNode answer = system.order(command);
            chronicle.note("answer    " + word + ": "
                    + (word.equals("status")
                            ? "…"
                            : answer.path("accepted") + " "
                                    + answer.path("reason").asText()
                                    + answer.path("functionError")
                                            .path("errorMessage")
                                            .asText()));
        } catch (SdkException lost) {
            chronicle.note("answer    " + word + ": none, " + lost.getMessage());
        }
    }

    /** Whether a move was ordered or approved before then. */
    boolean hasOrdered(Instant before) {
        return moves.stream().anyMatch(at -> !at.isAfter(before));
    }

    /** Whether automation was told to go on after then; the command may take minutes to be carried out. */
    boolean hasResumed(Instant after) {
        return lastResume.isAfter(after);
    }

    /** Whether a run was acknowledged after then. */
    boolean hasAcknowledged(Instant after) {
        return lastAcknowledge.isAfter(after);
    }
}
