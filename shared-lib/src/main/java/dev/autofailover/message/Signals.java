// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.FieldError;
import dev.autofailover.json.Fields;
import dev.autofailover.json.Form;
import dev.autofailover.json.Forms;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.json.Shown;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import dev.autofailover.vote.Signal.PromotionBlock;
import dev.autofailover.vote.Signal.Repair;
import dev.autofailover.vote.Signal.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signals as the messages of the votes topic: {@code {"version":1,"vote":{…}}}, {@code "repair"}, {@code "promotionBlock"}; and votes of
 * one moment together: {@code {"version":2,"votes":[{…},…]}}.
 */
public final class Signals {
    /** Many votes in one message came with this version: who knows one alone refuses it by its number, and keeps it. */
    private static final int MANY = 2;
    /** SNS takes 256 KB a message and charges for each 64 KB of it, so larger ones save nothing. */
    private static final int LARGEST_BYTES = 60_000;

    private static final String KINDS = "write exactly one of vote, votes, repair, promotionBlock";

    private Signals() {}

    /**
     * What a message brings.
     *
     * @param refused what can't be used of it
     */
    public record Brought(List<Signal> signals, List<Refused> refused) {}

    /**
     * A part of a message that can't be used.
     *
     * @param message that part alone, as a message of its own
     */
    public record Refused(String message, String reason) {}

    /** As one line of JSON. */
    public static String write(Signal signal) {
        ObjectNode message = Envelope.message();
        message.set(kind(signal), body(signal));
        return Json.write(message);
    }

    /** As few messages as hold them all in their order; a vote that is alone in its message is written as the one above. */
    public static List<String> write(List<Vote> votes) {
        List<String> messages = new ArrayList<>();
        List<Vote> together = new ArrayList<>();
        int bytes = 0;
        for (Vote vote : votes) {
            int more = Json.write(body(vote)).getBytes(UTF_8).length;
            if (!together.isEmpty() && bytes + more > LARGEST_BYTES) {
                messages.add(message(together));
                together.clear();
                bytes = 0;
            }
            together.add(vote);
            bytes += more;
        }
        if (!together.isEmpty()) {
            messages.add(message(together));
        }
        return messages;
    }

    private static String message(List<Vote> votes) {
        if (votes.size() == 1) {
            return write(votes.getFirst());
        }
        ObjectNode message = Envelope.message(MANY);
        votes.forEach(vote -> message.withArray("votes").add(body(vote)));
        return Json.write(message);
    }

    /**
     * All that a message brings; a bad vote in it stops none of the others.
     *
     * @throws Malformed when it is no JSON, of a newer version, of no known kind, or its only signal can't be used
     */
    public static Brought read(String json) throws Malformed {
        JsonNode tree = Json.parse(json, "signal");
        Fields message = Envelope.open(tree, "signal", MANY);
        if (!message.has("votes")) {
            return new Brought(List.of(one(message)), List.of());
        }
        only(message);
        if (!tree.path("votes").isArray() || tree.path("votes").isEmpty()) {
            message.wrong("votes", "write a list of votes");
            message.check();
        }
        List<Signal> signals = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (JsonNode body : tree.path("votes")) {
            ObjectNode alone = Envelope.message();
            alone.set("vote", body);
            try {
                signals.add(one(Envelope.open(alone, "signal")));
            } catch (Malformed malformed) {
                refused.add(new Refused(Json.write(alone), String.valueOf(malformed.getMessage())));
            }
        }
        return new Brought(List.copyOf(signals), List.copyOf(refused));
    }

    /**
     * The signal of a message that brings this alone.
     *
     * @throws Malformed when it is no JSON, of a newer version, of no known kind, or a field is missing or refused
     */
    public static Signal parse(String json) throws Malformed {
        return one(Envelope.open(Json.parse(json, "signal"), "signal", MANY));
    }

    private static Signal one(Fields message) throws Malformed {
        String kind = only(message);
        Fields body = message.object(kind, "write an object with observer, resource, region, at and reason");
        Signal signal = read(kind, body);
        Envelope.logUnknown(message);
        Envelope.logUnknown(body);
        return signal;
    }

    private static String only(Fields message) throws Malformed {
        List<String> kinds = List.of("vote", "votes", "repair", "promotionBlock").stream()
                .filter(message::has)
                .toList();
        if (kinds.size() != 1) {
            throw new Malformed(
                    List.of(new FieldError("signal", Shown.text(String.join(", ", message.names())), KINDS)));
        }
        return kinds.getFirst();
    }

    /** The name under which the signal stands in its message: {@code vote}, {@code repair} or {@code promotionBlock}. */
    public static String kind(Signal signal) {
        return switch (signal) {
            case Vote vote -> "vote";
            case Repair repair -> "repair";
            case PromotionBlock block -> "promotionBlock";
        };
    }

    /** For a log line. Written out: what a record says of itself takes method handles, which each start would have to make. */
    public static String words(Signal signal) {
        String what = signal instanceof Vote vote ? "vote " + vote.opinion().name() : kind(signal);
        return what + " " + signal.at() + " on " + signal.resource() + " in " + signal.region() + ": "
                + signal.reason();
    }

    private static ObjectNode body(Signal signal) {
        ObjectNode body = Json.object()
                .put("observer", signal.observer())
                .put("resource", signal.resource())
                .put("region", signal.region());
        switch (signal) {
            case Vote vote -> {
                body.put("opinion", vote.opinion().name())
                        .put("at", vote.at().toString())
                        .put("since", vote.since().toString())
                        .put("reason", vote.reason());
                vote.wellAt().ifPresent(wellAt -> body.put("wellAt", wellAt.toString()));
                vote.evidence().forEach(body.putObject("evidence")::put);
            }
            case Repair repair -> ended(body, "ended", repair.ended(), signal);
            case PromotionBlock block -> ended(body, "lifted", block.lifted(), signal);
        }
        return body;
    }

    private static void ended(ObjectNode body, String name, boolean over, Signal signal) {
        body.put(name, over).put("at", signal.at().toString()).put("reason", signal.reason());
    }

    private static Signal read(String kind, Fields body) throws Malformed {
        String observer = body.read("observer", Forms.text("write who says it"));
        String resource = body.read("resource", Forms.text("write what it is about"));
        String region = body.read("region", Forms.text("write the Region of the resource"));
        Instant at = body.read("at", Forms.instant());
        String reason = body.read("reason", Forms.text("write one sentence for people"));
        Form<Boolean> over = Forms.bool();
        return switch (kind) {
            case "repair" -> {
                boolean ended = body.read("ended", over);
                body.check();
                yield new Repair(observer, resource, region, ended, at, reason);
            }
            case "promotionBlock" -> {
                boolean lifted = body.read("lifted", over);
                body.check();
                yield new PromotionBlock(observer, resource, region, lifted, at, reason);
            }
            default -> {
                Opinion opinion = body.read("opinion", Forms.constant(Opinion.class));
                Instant since = body.read("since", Forms.instant(), at);
                Optional<Instant> wellAt =
                        body.has("wellAt") ? Optional.of(body.read("wellAt", Forms.instant())) : Optional.empty();
                Map<String, String> evidence = body.read("evidence", Forms.texts(), Map.of());
                if (since.isAfter(at)) {
                    body.wrong("since", "write a time that is not after at");
                }
                if (wellAt.filter(at::isBefore).isPresent()) {
                    body.wrong("wellAt", "write a time that is not after at");
                }
                body.check();
                yield new Vote(observer, resource, region, opinion, at, since, wellAt, reason, evidence);
            }
        };
    }
}
