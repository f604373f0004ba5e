// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonOperations;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.ServiceEvents;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** EventBridge: the default bus and others, rules by pattern or by schedule, targets in Lambda, SQS and SNS. */
public final class SimulatedEventBridge implements SimulatedService, ServiceEvents {
    private static final int ENTRY_BYTES = 256 * 1024;
    private static final int MOST_ENTRIES = 10;
    private static final String RULE = "Name EventBusName";

    private final SimulatedAws aws;
    private final AwsTiming timing;
    private final Rules rules;
    private final JsonOperations operations = new JsonOperations(new JsonProtocol("1.1"), "ValidationException");

    /** No rules yet. */
    public SimulatedEventBridge(SimulatedAws aws, AwsTiming timing) {
        this.aws = aws;
        this.timing = timing;
        rules = new Rules(aws, this::fire);
        operations
                .on("PutEvents", "Entries", this::putEvents)
                .on(
                        "PutRule",
                        "Name EventBusName EventPattern ScheduleExpression State Description RoleArn Tags",
                        rules::put)
                .on("DescribeRule", RULE, rules::describe)
                .on("ListRules", "NamePrefix EventBusName Limit", rules::list)
                .on("DeleteRule", RULE, rules::delete)
                .on("EnableRule", RULE, (region, input) -> rules.enable(region, input, true))
                .on("DisableRule", RULE, (region, input) -> rules.enable(region, input, false))
                .on("PutTargets", "Rule EventBusName Targets", rules::putTargets)
                .on("RemoveTargets", "Rule EventBusName Ids", rules::removeTargets)
                .on("ListTargetsByRule", "Rule EventBusName Limit", rules::listTargets)
                .on("CreateEventBus", "Name Description Tags", rules::createBus)
                .on("DeleteEventBus", "Name", rules::deleteBus);
    }

    @Override
    public void emit(String region, String source, String detailType, List<String> resources, ObjectNode detail) {
        if (!aws.faults().isGone(region, name())) {
            ObjectNode event = event(region, source, detailType, aws.time().instant());
            resources.forEach(event.putArray("resources")::add);
            event.set("detail", detail);
            match(region, "default", event);
        }
    }

    private JsonNode putEvents(String region, Input input) {
        List<Input> entries = input.inputs("Entries");
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw input.refused("1 validation error detected: Entries has 1 to 10 members, not " + entries.size());
        }
        ObjectNode output = JsonProtocol.object();
        ArrayNode results = output.putArray("Entries");
        int failed = 0;
        for (Input entry : entries) {
            try {
                results.addObject().put("EventId", put(region, entry));
            } catch (AwsError refused) {
                failed++;
                results.remove(results.size() - 1);
                results.addObject().put("ErrorCode", refused.code()).put("ErrorMessage", refused.message());
            }
        }
        return output.put("FailedEntryCount", failed);
    }

    private String put(String region, Input entry) {
        String source = entry.optionalText("Source").orElse("");
        String detailType = entry.optionalText("DetailType").orElse("");
        String detail = entry.optionalText("Detail").orElse("");
        if (source.isEmpty() || detailType.isEmpty() || detail.isEmpty()) {
            throw new AwsError(
                    400,
                    "InvalidArgument",
                    "Parameter Source, DetailType or Detail is not valid. Reason: it is required.");
        }
        if (source.startsWith("aws.")) {
            throw new AwsError(400, "NotAuthorizedForSource", "Not authorized for the source.");
        }
        if (detail.getBytes(StandardCharsets.UTF_8).length > ENTRY_BYTES) {
            throw new AwsError(400, "InvalidArgument", "Total size of the entry is over 262144 bytes");
        }
        Instant when = entry.json().has("Time")
                ? Instant.ofEpochMilli((long) (entry.json().path("Time").asDouble() * 1000))
                : aws.time().instant();
        ObjectNode event = event(region, source, detailType, when);
        entry.texts("Resources").forEach(event.putArray("resources")::add);
        event.set("detail", detail(detail));
        match(region, rules.bus(region, entry, entry.optionalText("EventBusName")), event);
        return event.path("id").asText();
    }

    private static ObjectNode detail(String detail) {
        try {
            return JsonProtocol.parse(detail.getBytes(StandardCharsets.UTF_8));
        } catch (AwsError malformed) {
            throw new AwsError(400, "MalformedDetail", "Detail is malformed.");
        }
    }

    private ObjectNode event(String region, String source, String detailType, Instant when) {
        return JsonProtocol.object()
                .put("version", "0")
                .put("id", aws.newId())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", SimulatedAws.ACCOUNT)
                .put("time", when.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
    }

    private void match(String region, String bus, ObjectNode event) {
        byte[] bytes = JsonProtocol.bytes(event);
        rules.of(region, bus).stream()
                .filter(rule -> rule.matches(bytes))
                .forEach(rule -> deliver(region, rule, event));
    }

    private void deliver(String region, Rule rule, ObjectNode event) {
        rule.targets().values().forEach(target -> {
            byte[] payload = target.input().of(event, rule.arn());
            aws.deliveries()
                    .schedule(
                            timing.busDelivery().takes(),
                            () -> target.target().deliver(aws, region, "events", rule.arn(), payload));
        });
    }

    private void fire(Rule rule) {
        String region = Arn.of(rule.arn()).region();
        ObjectNode event =
                event(region, "aws.events", "Scheduled Event", aws.time().instant());
        event.putArray("resources").add(rule.arn());
        event.putObject("detail");
        deliver(region, rule, event);
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public String operation(Call call) {
        return operations.operation(call);
    }

    @Override
    public Answer answer(Call call) {
        return operations.answer(call);
    }

    @Override
    public Answer answer(AwsError error) {
        return operations.answer(error);
    }

    @Override
    public AwsError throttled() {
        return new AwsError(400, "ThrottlingException", "Rate exceeded");
    }
}
