// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.message.Signals;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import dev.autofailover.vote.SiteVote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void duplicatesInAnyOrderStartOneRun() {
        stage.killPrimary();
        List<Signal> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(stage.operators.probe("from-stockholm", "ireland", "DOWN"));
            all.add(stage.operators.probe("from-frankfurt", "ireland", "DOWN"));
            all.add(stage.operators.probe("from-stockholm", "frankfurt", "HEALTHY"));
            all.add(stage.operators.probe("from-frankfurt", "frankfurt", "HEALTHY"));
        }
        Collections.shuffle(all, new Random(7));

        all.forEach(signal -> stage.operators.invoke(Operators.records(List.of(signal))));

        Rule11Test.assertEndedRightly(stage);
    }

    @Test
    void aBadRecordIsKeptInTheDeadLettersAndTheGoodOnesCount() {
        stage.killPrimary();
        ObjectNode input = stage.operators.votes("DOWN", "HEALTHY");
        ((ArrayNode) input.path("Records"))
                .insertObject(1)
                .putObject("Sns")
                .put("Message", "{\"version\":9,\"vote\":{}}");

        stage.operators.invoke(input);

        Rule11Test.assertEndedRightly(stage);
        assertThat(stage.operators.deadLetters()).singleElement().asString().contains("\\\"version\\\":9");
    }

    @Test
    void aBadVoteAmongManyInOneMessageIsKeptAloneAndTheGoodOnesCount() {
        stage.killPrimary();
        List<Signal.Vote> votes = List.of(
                stage.operators.probe("from-stockholm", "ireland", "DOWN"),
                stage.operators.probe("from-mars", "ireland", "DOWN"),
                stage.operators.probe("from-frankfurt", "ireland", "DOWN"),
                stage.operators.probe("from-stockholm", "frankfurt", "HEALTHY"),
                stage.operators.probe("from-frankfurt", "frankfurt", "HEALTHY"));
        ObjectNode input = Json.object();
        input.putArray("Records")
                .addObject()
                .putObject("Sns")
                .put("Message", Signals.write(votes).getFirst().replace("\"from-mars\"", "7"));

        stage.operators.invoke(input);

        Rule11Test.assertEndedRightly(stage);
        assertThat(stage.operators.deadLetters())
                .singleElement()
                .asString()
                .contains("\\\"observer\\\":7")
                .doesNotContain("from-frankfurt");
    }

    @Test
    void anInputOfWhichNothingCanBeUsedIsAnErrorWithItsReason() {
        ObjectNode bad = Json.object();
        bad.putArray("Records").addObject().putObject("Sns").put("Message", "no JSON");

        assertThatThrownBy(() -> stage.operators.invoke(bad))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("signal");
        assertThatThrownBy(() -> stage.operators.invoke(Json.object().put("tock", true)))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("tick");
        assertThatThrownBy(() -> stage.operators.invoke(Json.object().put("command", "explode")))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("explode");
    }

    @Test
    void aVoteFromTheFutureAndOneThatNoPlanNamesAreDropped() {
        Instant now = stage.time.instant();
        Signal future = new Signal.Vote(
                "from-stockholm",
                "orders",
                Stage.IRELAND,
                Opinion.DOWN,
                now.plus(Duration.ofMinutes(5)),
                now,
                "?",
                Map.of());
        Signal stranger = new Signal.Vote("from-mars", "orders", Stage.IRELAND, Opinion.DOWN, now, now, "?", Map.of());

        stage.operators.invoke(Operators.records(List.of(future, stranger)));

        assertThat(stage.records.votes("orders")).extracting(SiteVote::opinion).containsOnly(Opinion.HEALTHY);
    }

    @Test
    void anOutageBeganWhenItsObserverFirstFailedAlsoWhenANewEnvironmentOfItDoesNotKnowThat() {
        stage.time.advance(Duration.ofSeconds(1));
        Instant now = stage.time.instant();
        stage.operators.invoke(Operators.records(List.of(failing(Opinion.DOWN, now.minusSeconds(2)))));
        stage.time.advance(Duration.ofSeconds(20));
        Instant later = stage.time.instant();
        stage.operators.invoke(Operators.records(List.of(failing(Opinion.SUSPECT, later))));

        assertThat(stage.records.votes("orders"))
                .filteredOn(vote -> vote.opinion() == Opinion.SUSPECT)
                .singleElement()
                .satisfies(vote -> assertThat(vote.since()).isEqualTo(now.minusSeconds(2)));

        stage.time.advance(Duration.ofMinutes(5));
        Instant muchLater = stage.time.instant();
        stage.operators.invoke(Operators.records(List.of(failing(Opinion.DOWN, muchLater))));

        assertThat(stage.records.votes("orders"))
                .filteredOn(vote -> vote.opinion() == Opinion.DOWN)
                .singleElement()
                .satisfies(vote -> assertThat(vote.since()).isEqualTo(muchLater));
    }

    private Signal failing(Opinion opinion, Instant since) {
        return new Signal.Vote(
                "from-stockholm", "orders", Stage.IRELAND, opinion, stage.time.instant(), since, "?", Map.of());
    }

    @Test
    void aVoteThatOnlyRepeatsThatAllIsWellIsKeptAndCostsNoLook() {
        stage.time.advance(Duration.ofSeconds(10));
        int looks = stage.taken("DescribeDBInstances").size();

        stage.operators.vote("HEALTHY", "HEALTHY");

        assertThat(stage.taken("DescribeDBInstances")).hasSize(looks);
        assertThat(stage.records.votes("orders")).extracting(SiteVote::at).contains(stage.time.instant());

        stage.time.advance(Duration.ofMinutes(5));
        stage.operators.vote("HEALTHY", "HEALTHY");

        assertThat(stage.taken("DescribeDBInstances"))
                .as("the votes before were stale")
                .hasSizeGreaterThan(looks);
    }

    @Test
    void aRepairHeardOfIsKeptWithTheServiceAndNewsOfItsEndReplacesIt() {
        Instant began = stage.time.instant();
        stage.operators.invoke(Operators.records(List.of(
                new Signal.Repair("rds-events", "orders", Stage.IRELAND, true, began.plusSeconds(40), "done"),
                new Signal.Repair("rds-events", "orders", Stage.IRELAND, false, began, "Multi-AZ failover"))));

        assertThat(stage.record().repairs()).hasEntrySatisfying("ireland", heard -> {
            assertThat(heard.over()).isTrue();
            assertThat(heard.at()).isEqualTo(began.plusSeconds(40));
        });
    }

    @Test
    void aBadStatusIsAVoteThoughNoEventToldOfIt() {
        stage.rds.setStatus(Stage.IRELAND, "orders", "storage-full");
        stage.time.advance(Duration.ofSeconds(1));

        stage.operators.tick();

        assertThat(stage.records.votes("orders")).anySatisfy(vote -> {
            assertThat(vote.observer()).isEqualTo("rds-events");
            assertThat(vote.opinion()).isEqualTo(Opinion.DOWN);
            assertThat(vote.reason()).contains("storage-full");
        });
        assertThat(stage.record().run()).isEmpty();
    }
}
