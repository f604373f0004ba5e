// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Fields;
import dev.autofailover.json.Forms;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.plan.Database.Engine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The question to a database-health-checker and its answer, as JSON. */
public final class Checks {
    private static final Map<String, Engine> ENGINES =
            Map.of(Engine.POSTGRESQL.name().toLowerCase(Locale.ROOT), Engine.POSTGRESQL);
    private static final String POSITION = "write a position such as 0/5000148";

    private Checks() {}

    /** {@code {"version":1,"check":{…}}}. */
    public static String write(CheckRequest request) {
        ObjectNode message = Envelope.message();
        message.putObject("check")
                .put("host", request.host())
                .put("port", request.port())
                .put("database", request.database())
                .put("engine", request.engine().name().toLowerCase(Locale.ROOT))
                .put("secret", request.secret())
                .put("tls", request.tls())
                .put("write", request.write());
        return Json.write(message);
    }

    /** {@code {"version":1,"answer":{…}}}; what is not known is left out. */
    public static String write(CheckAnswer answer) {
        ObjectNode message = Envelope.message();
        ObjectNode body = message.putObject("answer").put("answers", answer.answers());
        answer.inRecovery().ifPresent(inRecovery -> body.put("inRecovery", inRecovery));
        answer.position().ifPresent(position -> body.put("position", position));
        answer.wrote().ifPresent(wrote -> body.put("wrote", wrote));
        body.put("latencyMillis", answer.latency().toMillis()).put("reason", answer.reason());
        return Json.write(message);
    }

    /**
     * The question that was written so.
     *
     * @throws Malformed when it is no JSON, of a newer version, or a field is missing or refused
     */
    public static CheckRequest parseRequest(String json) throws Malformed {
        Fields message = Envelope.open(Json.parse(json, "check"), "check");
        Fields check = message.object("check", "write an object with host, port, database, engine and secret");
        String host = check.read("host", Forms.text("write the host name of the database"));
        long port = check.read("port", Forms.integer(1, 65_535, "write a TCP port from 1 to 65535"));
        String database = check.read("database", Forms.text("write the database to log in to"));
        Engine engine = check.read("engine", Forms.oneOf(ENGINES));
        String secret = check.read("secret", Forms.text("write the ARN of the checkers' secret"));
        boolean tls = check.read("tls", Forms.bool());
        boolean write = check.read("write", Forms.bool());
        message.check();
        Envelope.logUnknown(message);
        Envelope.logUnknown(check);
        return new CheckRequest(host, (int) port, database, engine, secret, tls, write);
    }

    /**
     * The answer that was written so.
     *
     * @throws Malformed when it is no JSON, of a newer version, or a field is missing or refused
     */
    public static CheckAnswer parseAnswer(String json) throws Malformed {
        Fields message = Envelope.open(Json.parse(json, "answer"), "answer");
        Fields answer = message.object("answer", "write an object with answers, latencyMillis and reason");
        boolean answers = answer.read("answers", Forms.bool());
        Optional<Boolean> inRecovery = answer.readIfGiven("inRecovery", Forms.bool());
        Optional<String> position = answer.readIfGiven("position", Forms.text(POSITION));
        Optional<Boolean> wrote = answer.readIfGiven("wrote", Forms.bool());
        long latency = answer.read("latencyMillis", Forms.integer(0, Integer.MAX_VALUE, "write whole milliseconds"));
        String reason = answer.read("reason", Forms.text("write one sentence for people"));
        message.check();
        Envelope.logUnknown(message);
        Envelope.logUnknown(answer);
        return new CheckAnswer(answers, inRecovery, position, wrote, Duration.ofMillis(latency), reason);
    }
}
