// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import static dev.autofailover.simulated.World.IRELAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Target;

class SimulatedEventBridgeTest {
    private static final String OURS = "{\"source\":[\"autofailover\"]}";

    private final World world = new World();
    private final EventBridgeClient events = Clients.of(EventBridgeClient.builder(), world.aws, IRELAND);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aMatchingEventReachesItsTargetAsAWhole() {
        rule("{\"source\":[\"autofailover\"],\"detail\":{\"service\":[{\"prefix\":\"ord\"}]}}", target -> {});
        put("autofailover", "{\"service\":\"orders\"}");
        put("autofailover", "{\"service\":\"users\"}");
        put("other", "{\"service\":\"orders\"}");
        world.advance(1);
        assertThat(world.heard("f")).hasSize(1);
        ObjectNode event = JsonProtocol.parse(world.heard("f").getFirst().getBytes(StandardCharsets.UTF_8));
        assertThat(event.path("detail-type").asText()).isEqualTo("Failover");
        assertThat(event.path("account").asText()).isEqualTo("111122223333");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(event.path("region").asText()).isEqualTo(IRELAND);
        assertThat(event.at("/detail/service").asText()).isEqualTo("orders");
        assertThat(event.at("/resources/0").asText()).isEqualTo("arn:a");
    }

    @Test
    void anotherServicesEventIsMatchedAsWell() {
        rule("{\"source\":[\"aws.rds\"]}", target -> {});
        world.events.emit(
                IRELAND,
                "aws.rds",
                "RDS DB Instance Event",
                List.of(),
                JsonProtocol.object().put("EventID", "RDS-EVENT-0006"));
        world.events.emit("eu-central-1", "aws.rds", "RDS DB Instance Event", List.of(), JsonProtocol.object());
        world.advance(1);
        assertThat(world.heard("f"))
                .singleElement()
                .satisfies(event -> assertThat(event).contains("RDS-EVENT-0006"));
    }

    @Test
    void aTargetGetsWhatItsInputSays() {
        rule(OURS, target -> target.input("{\"fixed\":true}"));
        put("autofailover", "{\"a\":{\"b\":[1,2]}}");
        rule(OURS, target -> target.inputPath("$.detail.a.b[1]"));
        put("autofailover", "{\"a\":{\"b\":[1,2]}}");
        rule(
                OURS,
                target -> target.inputTransformer(transformer -> transformer
                        .inputPathsMap(Map.of("name", "$.detail.name", "map", "$.detail.map", "none", "$.detail.none"))
                        .inputTemplate(
                                "{\"name\":<name>,\"text\":\"it is <name>, <map>\",\"map\":<map>,\"none\":<none>,"
                                        + "\"rule\":\"<aws.events.rule-name>\"}")));
        put("autofailover", "{\"name\":\"or\\\"ders\",\"map\":{\"x\":1}}");
        world.advance(1);
        assertThat(world.heard("f"))
                .containsExactly(
                        "{\"fixed\":true}",
                        "2",
                        "{\"name\":\"or\\\"ders\",\"text\":\"it is or\\\"ders, {\\\"x\\\":1}\",\"map\":{\"x\":1},\"none\":null,"
                                + "\"rule\":\"r\"}");
    }

    @Test
    void aNamedBusHasRulesOfItsOwn() {
        events.createEventBus(create -> create.name("ours"));
        String function = world.listener("f", IRELAND);
        events.putRule(put -> put.name("r").eventBusName("ours").eventPattern(OURS));
        events.putTargets(put -> put.rule("r").eventBusName("ours").targets(target(function)));
        put("autofailover", "{}");
        events.putEvents(put ->
                put.entries(entry("autofailover", "{}").eventBusName("ours").build()));
        world.advance(1);
        assertThat(world.heard("f")).hasSize(1);
        PutEventsResponse nowhere = events.putEvents(put ->
                put.entries(entry("autofailover", "{}").eventBusName("nowhere").build()));
        assertThat(nowhere.failedEntryCount()).isEqualTo(1);
    }

    @Test
    void aScheduledRuleFiresAtOnceAndThenEachPeriodButNotWhileItsRegionIsGone() {
        events.putRule(put -> put.name("tick").scheduleExpression("rate(1 minute)"));
        events.putTargets(put -> put.rule("tick").targets(target(world.listener("f", IRELAND))));
        world.advance(61);
        var outage = world.aws.faults().begin(Scope.region(IRELAND), new Effect.Hangs());
        world.advance(60);
        outage.lift();
        world.advance(60);
        assertThat(world.log.stream().map(line -> line.split(" ", 2)[0])).containsExactly("0", "60", "180");
        assertThat(world.heard("f").getFirst()).contains("\"detail-type\":\"Scheduled Event\"");
        events.disableRule(disable -> disable.name("tick"));
        world.advance(600);
        assertThat(world.log).hasSize(3);
    }

    @Test
    void aTargetThatDoesNotAnswerIsTriedAgainThenTheEventIsADeadLetter() {
        String letters = world.queue("letters", IRELAND);
        String topic = "arn:aws:sns:eu-central-1:111122223333:t";
        events.putRule(put -> put.name("r").eventPattern(OURS));
        events.putTargets(put -> put.rule("r")
                .targets(target(topic).toBuilder()
                        .retryPolicy(retry -> retry.maximumRetryAttempts(3).maximumEventAgeInSeconds(60))
                        .deadLetterConfig(config -> config.arn(letters))
                        .build()));
        var outage = world.aws.faults().begin(Scope.region("eu-central-1"), new Effect.Hangs());
        put("autofailover", "{}");
        world.advance(6);
        assertThat(world.sqs.bodies(letters)).isEmpty();
        world.advance(2);
        assertThat(world.sqs.bodies(letters)).hasSize(1);
        outage.lift();
        put("autofailover", "{}");
        world.advance(1);
        assertThat(world.sqs.bodies(letters))
                .as("a topic that does not exist is not tried again")
                .hasSize(2);
    }

    @Test
    void rulesAreDescribedAndEnd() {
        rule(OURS, target -> {});
        assertThat(events.describeRule(describe -> describe.name("r")).eventPattern())
                .isEqualTo(OURS);
        assertThat(events.listRules(list -> list.namePrefix("r")).rules()).hasSize(1);
        assertThat(events.listTargetsByRule(list -> list.rule("r")).targets()).hasSize(1);
        assertThatThrownBy(() -> events.deleteRule(delete -> delete.name("r"))).hasMessageContaining("has targets");
        events.removeTargets(remove -> remove.rule("r").ids("t"));
        events.deleteRule(delete -> delete.name("r"));
        assertThatThrownBy(() -> events.describeRule(describe -> describe.name("r")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void whatEventBridgeWouldNotTakeIsRefused() {
        assertThatThrownBy(() -> events.putRule(put -> put.name("r").eventPattern("{\"source\":\"x\"}")))
                .isInstanceOf(InvalidEventPatternException.class);
        assertThatThrownBy(() -> events.putRule(put -> put.name("r").scheduleExpression("rate(1 minutes)")))
                .hasMessageContaining("ScheduleExpression is not valid");
        assertThat(put("aws.rds", "{}").entries().getFirst().errorCode()).isEqualTo("NotAuthorizedForSource");
        assertThat(put("autofailover", "no JSON").entries().getFirst().errorCode())
                .isEqualTo("MalformedDetail");
        assertThatThrownBy(() -> events.listArchives(list -> {}))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("not simulated");
    }

    private void rule(String pattern, Consumer<Target.Builder> more) {
        Target.Builder target = target(world.listener("f", IRELAND)).toBuilder();
        more.accept(target);
        events.putRule(put -> put.name("r").eventPattern(pattern));
        events.putTargets(put -> put.rule("r").targets(target.build()));
    }

    private static Target target(String arn) {
        return Target.builder().id("t").arn(arn).build();
    }

    private PutEventsResponse put(String source, String detail) {
        PutEventsResponse response =
                events.putEvents(put -> put.entries(entry(source, detail).build()));
        world.advance(0);
        return response;
    }

    private static PutEventsRequestEntry.Builder entry(String source, String detail) {
        return PutEventsRequestEntry.builder()
                .source(source)
                .detailType("Failover")
                .detail(detail)
                .resources("arn:a");
    }
}
