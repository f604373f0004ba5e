// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Fields;
import dev.autofailover.json.Form;
import dev.autofailover.json.Forms;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.message.Command.Acknowledge;
import dev.autofailover.message.Command.Adopt;
import dev.autofailover.message.Command.ApplyPlan;
import dev.autofailover.message.Command.Approve;
import dev.autofailover.message.Command.Failover;
import dev.autofailover.message.Command.Pause;
import dev.autofailover.message.Command.Resume;
import dev.autofailover.message.Command.Status;
import dev.autofailover.message.Command.Switchover;
import dev.autofailover.record.AcceptedLoss;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an operator's command, such as {@code {"command":"failover","service":"orders","reason":"…","by":"…"}}. Strict: a
 * mistyped field is an error rather than a command other than the one that was meant.
 */
public final class Commands {
    private static final Form<String> BY =
            Forms.text("write who you are, such as \"by\": \"maria\"; it is kept in the record");
    private static final Form<String> REASON = Forms.text("write why, in your own words; it is kept in the record");
    private static final Form<String> SERVICE = Forms.text("write the name of the service, as its plan has it");
    private static final Form<String> PLAN = Forms.text("write the whole plan (YAML or JSON) as one JSON text");
    private static final Form<String> EXPECTED =
            Forms.text("write the name of the site that you believe to be active; any other makes the command refused");
    private static final Form<Long> GENERATION =
            Forms.integer(1, Long.MAX_VALUE, "write the generation that the proposal names, a whole number from 1");
    private static final Map<String, Reader> READERS = readers();

    private Commands() {}

    /** Whether this input is meant as a command, well written or not. */
    public static boolean isOne(JsonNode input) {
        return input.has("command");
    }

    /**
     * The command that was written so.
     *
     * @throws Malformed with everything that is wrong with it
     */
    public static Command parse(String json) throws Malformed {
        return parse(Json.parse(json, "command"));
    }

    /**
     * The command that was written so.
     *
     * @throws Malformed with everything that is wrong with it
     */
    public static Command parse(JsonNode written) throws Malformed {
        Fields fields = Fields.of(written, "command");
        fields.check();
        Envelope.refuseNewer(written, Envelope.VERSION);
        fields.readIfGiven("version", Forms.integer(1, Envelope.VERSION, "leave it out, or write " + Envelope.VERSION));
        Reader reader = fields.read("command", Forms.oneOf(READERS));
        // Of an unknown command nobody can say which fields it should have.
        fields.check();
        return reader.read(fields);
    }

    /** The same as an operator would write it, on one line. */
    public static String write(Command command) {
        ObjectNode written = Json.object();
        switch (command) {
            case Status status -> {
                written.put("command", "status");
                status.service().ifPresent(service -> written.put("service", service));
            }
            case ApplyPlan apply -> written.put("command", "apply-plan").put("plan", apply.text());
            case Command.Order order -> {
                written.put("command", word(order))
                        .put("service", order.service())
                        .put("reason", order.reason());
                details(order, written);
            }
        }
        return Json.write(written.put("by", command.by()));
    }

    private static String word(Command.Order order) {
        return order.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static void details(Command.Order order, ObjectNode written) {
        switch (order) {
            case Failover it -> {
                it.expectActive().ifPresent(site -> written.put("expectActive", site));
                LossForm.write(it.accepts(), written.putArray("acceptLoss"));
                written.put("dryRun", it.dryRun());
            }
            case Switchover it -> {
                it.expectActive().ifPresent(site -> written.put("expectActive", site));
                written.put("dryRun", it.dryRun());
            }
            case Approve it -> {
                written.put("generation", it.generation());
                LossForm.write(it.accepts(), written.putArray("acceptLoss"));
            }
            case Pause it -> {}
            case Resume it -> {}
            case Acknowledge it -> {}
            case Adopt it -> {}
        }
    }

    private static Map<String, Reader> readers() {
        var readers = new LinkedHashMap<String, Reader>();
        readers.put("status", Commands::status);
        readers.put("failover", Commands::failover);
        readers.put("switchover", Commands::switchover);
        readers.put("approve", Commands::approve);
        readers.put("pause", fields -> order(fields, Pause::new));
        readers.put("resume", fields -> order(fields, Resume::new));
        readers.put("acknowledge", fields -> order(fields, Acknowledge::new));
        readers.put("adopt", fields -> order(fields, Adopt::new));
        readers.put("apply-plan", Commands::applyPlan);
        return readers;
    }

    private static Command status(Fields fields) throws Malformed {
        Optional<String> service = fields.readIfGiven("service", SERVICE);
        String by = fields.readIfGiven("by", BY).orElse("not named");
        finish(fields);
        return new Status(service, by);
    }

    private static Command applyPlan(Fields fields) throws Malformed {
        String plan = fields.read("plan", PLAN);
        String by = fields.read("by", BY);
        finish(fields);
        return new ApplyPlan(plan, by);
    }

    private static Command failover(Fields fields) throws Malformed {
        Optional<String> expected = fields.readIfGiven("expectActive", EXPECTED);
        AcceptedLoss loss = fields.read("acceptLoss", new LossForm(), AcceptedLoss.none());
        boolean dryRun = fields.read("dryRun", Forms.bool(), false);
        return order(fields, (service, reason, by) -> new Failover(service, expected, loss, dryRun, reason, by));
    }

    private static Command switchover(Fields fields) throws Malformed {
        Optional<String> expected = fields.readIfGiven("expectActive", EXPECTED);
        boolean dryRun = fields.read("dryRun", Forms.bool(), false);
        return order(fields, (service, reason, by) -> new Switchover(service, expected, dryRun, reason, by));
    }

    private static Command approve(Fields fields) throws Malformed {
        long generation = fields.read("generation", GENERATION);
        AcceptedLoss loss = fields.read("acceptLoss", new LossForm(), AcceptedLoss.none());
        return order(fields, (service, reason, by) -> new Approve(service, generation, loss, reason, by));
    }

    private static Command order(Fields fields, OrderOf order) throws Malformed {
        String service = fields.read("service", SERVICE);
        String reason = fields.read("reason", REASON);
        String by = fields.read("by", BY);
        finish(fields);
        return order.order(service, reason, by);
    }

    private static void finish(Fields fields) throws Malformed {
        fields.refuseUnknown();
        fields.check();
    }

    /** Reads the fields of one kind of command. */
    private interface Reader {
        Command read(Fields fields) throws Malformed;
    }

    /** What every order says, made into that order. */
    private interface OrderOf {
        Command order(String service, String reason, String by);
    }
}
