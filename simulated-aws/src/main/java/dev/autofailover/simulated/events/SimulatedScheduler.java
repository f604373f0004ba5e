// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.RestJson;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedService;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EventBridge Scheduler: schedules of the form {@code rate(…)} in the default group. Each fires when it is created, then every period. */
public final class SimulatedScheduler implements SimulatedService {
    private static final Pattern PATH = Pattern.compile("/schedules(?:/([0-9A-Za-z_.-]{1,64}))?");
    private static final Set<String> MEMBERS = Set.of(
            "ScheduleExpression",
            "ScheduleExpressionTimezone",
            "FlexibleTimeWindow",
            "Target",
            "State",
            "Description",
            "GroupName",
            "ClientToken");
    private static final Set<String> TARGET_MEMBERS =
            Set.of("Arn", "RoleArn", "Input", "RetryPolicy", "DeadLetterConfig");

    private final SimulatedAws aws;
    private final Map<String, Schedule> schedules = new ConcurrentSkipListMap<>();

    private record Schedule(String name, String arn, Input given, Ticker ticker) {}

    /** No schedules yet. */
    public SimulatedScheduler(SimulatedAws aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public String operation(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            throw RestJson.unknown(call);
        }
        boolean named = path.group(1) != null;
        return switch (call.method()) {
            case "POST" -> expect(named, call, "CreateSchedule");
            case "PUT" -> expect(named, call, "UpdateSchedule");
            case "DELETE" -> expect(named, call, "DeleteSchedule");
            case "GET" -> named ? "GetSchedule" : "ListSchedules";
            default -> throw RestJson.unknown(call);
        };
    }

    private static String expect(boolean named, Call call, String operation) {
        if (!named) {
            throw RestJson.unknown(call);
        }
        return operation;
    }

    @Override
    public Answer answer(Call call) {
        String name = call.path().substring(call.path().lastIndexOf('/') + 1);
        String arn = "arn:aws:scheduler:" + call.region() + ":" + SimulatedAws.ACCOUNT + ":schedule/default/" + name;
        return RestJson.answer(
                switch (operation(call)) {
                    case "CreateSchedule" -> create(call, name, arn);
                    case "UpdateSchedule" -> {
                        existing(arn).ticker().stop();
                        schedules.remove(arn);
                        yield create(call, name, arn);
                    }
                    case "DeleteSchedule" -> {
                        existing(arn).ticker().stop();
                        schedules.remove(arn);
                        yield JsonProtocol.object();
                    }
                    case "GetSchedule" -> described(existing(arn));
                    default -> list(call.region());
                });
    }

    private ObjectNode create(Call call, String name, String arn) {
        Input input = new Input(JsonProtocol.parse(call.body()), "ValidationException");
        expectOnly(input, MEMBERS);
        Input given = input.within("Target");
        expectOnly(given, TARGET_MEMBERS);
        given.text("RoleArn");
        if (!"OFF".equals(input.within("FlexibleTimeWindow").text("Mode"))) {
            throw input.refused("Not simulated: FlexibleTimeWindow other than OFF");
        }
        if (!"default".equals(input.optionalText("GroupName").orElse("default"))) {
            throw input.refused("Not simulated: GroupName other than default");
        }
        String expression = input.text("ScheduleExpression");
        Rate rate = Rate.of(expression)
                .orElseThrow(() -> input.refused("Invalid Schedule Expression, or not simulated: " + expression));
        Target target = Target.of(given);
        Ticker ticker = new Ticker(aws, call.region(), rate, () -> fire(call.region(), arn, given, target));
        if (schedules.putIfAbsent(arn, new Schedule(name, arn, input, ticker)) != null) {
            throw new AwsError(409, "ConflictException", "Schedule " + name + " already exists.");
        }
        if ("ENABLED".equals(input.optionalText("State").orElse("ENABLED"))) {
            ticker.start();
        }
        return JsonProtocol.object().put("ScheduleArn", arn);
    }

    private static void expectOnly(Input input, Set<String> known) {
        input.json().fieldNames().forEachRemaining(member -> {
            if (!known.contains(member)) {
                throw input.refused("Not simulated: " + member);
            }
        });
    }

    private void fire(String region, String arn, Input given, Target target) {
        Optional<String> input = given.optionalText("Input");
        byte[] payload = input.map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> JsonProtocol.bytes(event(region, arn)));
        target.deliver(aws, region, "scheduler", arn, payload);
    }

    private ObjectNode event(String region, String arn) {
        ObjectNode event = JsonProtocol.object()
                .put("version", "0")
                .put("id", aws.newId())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.scheduler")
                .put("account", SimulatedAws.ACCOUNT)
                .put(
                        "time",
                        aws.time().instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
        event.putArray("resources").add(arn);
        return event.put("detail", "{}");
    }

    private Schedule existing(String arn) {
        return Optional.ofNullable(schedules.get(arn))
                .orElseThrow(() -> new AwsError(
                        404,
                        "ResourceNotFoundException",
                        "Schedule " + arn.substring(arn.lastIndexOf('/') + 1) + " does not exist."));
    }

    private static ObjectNode described(Schedule schedule) {
        ObjectNode json = schedule.given().json().deepCopy();
        json.remove(List.of("ClientToken"));
        json.put("Name", schedule.name()).put("Arn", schedule.arn()).put("GroupName", "default");
        if (!json.has("State")) {
            json.put("State", "ENABLED");
        }
        return json;
    }

    private ObjectNode list(String region) {
        ObjectNode output = JsonProtocol.object();
        ArrayNode list = output.putArray("Schedules");
        schedules.values().stream()
                .filter(schedule -> schedule.arn().contains(":" + region + ":"))
                .forEach(schedule -> list.addObject()
                        .put("Name", schedule.name())
                        .put("Arn", schedule.arn())
                        .put("GroupName", "default")
                        .put("State", schedule.given().optionalText("State").orElse("ENABLED")));
        return output;
    }

    @Override
    public Answer answer(AwsError error) {
        return RestJson.answer(error);
    }

    @Override
    public AwsError throttled() {
        return new AwsError(429, "ThrottlingException", "Rate exceeded");
    }
}
