// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.message.Signals;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.RecordedCall.Outcome.Answered;
import dev.autofailover.simulated.protocol.QueryParameters;
import dev.autofailover.vote.Signal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a function does and answers, as one JSON object a line. */
public final class AnswerLines {
    private final PrintWriter out;
    private final Optional<String> votesTopic;

    /**
     * To be printed to {@code out}.
     *
     * @param votesTopic ARN of the topic that votes are published to; empty when the function publishes none
     */
    public AnswerLines(PrintWriter out, Optional<String> votesTopic) {
        this.out = out;
        this.votesTopic = votesTopic;
    }

    /** {@code {"called":…}}, and before it {@code {"vote":…}}, {@code {"repair":…}} or {@code {"promotionBlock":…}} for each that it published. */
    synchronized void called(RecordedCall call) {
        published(call).forEach(this::print);
        ObjectNode line = Json.object();
        line.putObject("called")
                .put("service", call.service())
                .put("operation", call.operation())
                .put("region", call.region())
                .put("host", call.host());
        print(line);
    }

    /** {@code {"returned":…}}: JSON as it is, anything else as text. */
    synchronized void returned(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        ObjectNode line = Json.object();
        line.set("returned", text.isBlank() ? line.nullNode() : json(text));
        print(line);
    }

    /** {@code {"error":…}}: the reason. */
    public synchronized void error(String reason) {
        print(Json.object().put("error", reason));
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text, "answer");
        } catch (Malformed noJson) {
            return TextNode.valueOf(text);
        }
    }

    private List<ObjectNode> published(RecordedCall call) {
        boolean toTopic = call.service().equals("sns")
                && call.operation().equals("Publish")
                && call.outcome() instanceof Answered(int status, Optional<String> _)
                && status == 200;
        if (!toTopic) {
            return List.of();
        }
        QueryParameters input = QueryParameters.of(call.request());
        if (votesTopic.isEmpty() || !input.text("TopicArn").equals(votesTopic)) {
            return List.of();
        }
        try {
            return Signals.read(input.text("Message").orElse("")).signals().stream()
                    .map(AnswerLines::line)
                    .toList();
        } catch (Malformed malformed) {
            throw new IllegalStateException("a function published what nobody can read", malformed);
        }
    }

    private static ObjectNode line(Signal signal) {
        ObjectNode line = Json.object();
        ObjectNode body = line.putObject(Signals.kind(signal))
                .put("observer", signal.observer())
                .put("resource", signal.resource())
                .put("region", signal.region());
        switch (signal) {
            case Signal.Vote vote -> body.put("opinion", vote.opinion().name());
            case Signal.Repair repair -> body.put("ended", repair.ended());
            case Signal.PromotionBlock block -> body.put("lifted", block.lifted());
        }
        body.put("at", signal.at().toString()).put("reason", signal.reason());
        return line;
    }

    private void print(JsonNode line) {
        out.println(Json.write(line));
        out.flush();
    }
}
