// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signals as the messages of the votes topic: {@code {"version":1,"vote":{…}}}, {@code "repair"}, {@code "promotionBlock"}. */
public final class Signals {
    private static final String KINDS = "write exactly one of vote, repair, promotionBlock";

    private Signals() {}

    /** As one line of JSON. */
    public static String write(Signal signal) {
        ObjectNode message = Envelope.message();
        message.set(kind(signal), body(signal));
        return Json.write(message);
    }

    /**
     * The signal that was written so.
     *
     * @throws Malformed when it is no JSON, of a newer version, of no known kind, or a field is missing or refused
     */
    public static Signal parse(String json) throws Malformed {
        Fields message = Envelope.open(Json.parse(json, "signal"), "signal");
        List<String> kinds = List.of("vote", "repair", "promotionBlock").stream()
                .filter(message::has)
                .toList();
        if (kinds.size() != 1) {
            throw new Malformed(
                    List.of(new FieldError("signal", Shown.text(String.join(", ", message.names())), KINDS)));
        }
        Fields body =
                message.object(kinds.getFirst(), "write an object with observer, resource, region, at and reason");
        Signal signal = read(kinds.getFirst(), body);
        Envelope.logUnknown(message);
        Envelope.logUnknown(body);
        return signal;
    }

    /** The name under which the signal stands in its message: {@code vote}, {@code repair} or {@code promotionBlock}. */
    public static String kind(Signal signal) {
        return switch (signal) {
            case Vote vote -> "vote";
            case Repair repair -> "repair";
            case PromotionBlock block -> "promotionBlock";
        };
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
