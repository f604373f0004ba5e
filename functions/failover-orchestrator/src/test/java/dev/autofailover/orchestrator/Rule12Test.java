// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.record.ServiceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dry run goes the same way through the same code, and says each call it would have made. */
class Rule12Test {
    private static final Set<String> CHANGES = Set.of(
            "ModifyDBInstance",
            "RebootDBInstance",
            "PromoteReadReplica",
            "ChangeResourceRecordSets",
            "Publish",
            "PutEvents",
            "PutItem");

    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aFailoverIsSaidCallByCallAndNothingIsChanged() {
        stage.killPrimary();
        ServiceRecord before = stage.record();
        stage.aws.recording().clear();

        ObjectNode said = stage.operators.command(
                "{\"command\":\"failover\",\"service\":\"orders\",\"reason\":\"would it?\",\"by\":\"maria\",\"acceptLoss\":\"unknown\",\"dryRun\":true}");

        assertThat(changes()).isEmpty();
        assertThat(stage.record()).isEqualTo(before);
        assertThat(said.path("accepted").asBoolean()).isTrue();
        assertThat(said.path("run").path("phase").asText()).isEqualTo("DONE");
        assertThat(said.path("active").asText()).as("nothing has moved").isEqualTo("ireland");
        assertThat(said.path("generation").asLong()).isEqualTo(before.generation());

        stage.operators.command(
                "{\"command\":\"failover\",\"service\":\"orders\",\"reason\":\"now\",\"by\":\"maria\",\"acceptLoss\":\"unknown\"}");
        List<String> done = new ArrayList<>(changes());
        done.removeIf(call -> call.startsWith("PutItem") || call.startsWith("Publish") || call.startsWith("PutEvents"));
        assertThat(operations(said)).containsExactlyElementsOf(done);
    }

    @Test
    void aSwitchoverIsSaidCallByCallToo() {
        ObjectNode said = stage.operators.command(
                "{\"command\":\"switchover\",\"service\":\"orders\",\"reason\":\"would it?\",\"by\":\"maria\",\"dryRun\":true}");

        assertThat(operations(said))
                .containsExactly(
                        "ModifyDBInstance eu-west-1",
                        "RebootDBInstance eu-west-1",
                        "PromoteReadReplica eu-central-1",
                        "ChangeResourceRecordSets us-east-1");
        assertThat(stage.record().run()).isEmpty();
    }

    /** All that was said but the checkers' writes, which go by way of an ordinary Invoke. */
    private static List<String> operations(ObjectNode said) {
        List<String> operations = new ArrayList<>();
        for (JsonNode call : said.path("calls")) {
            if (!call.path("service").asText().equals("lambda")) {
                operations.add(call.path("operation").asText() + " "
                        + call.path("region").asText());
            }
        }
        return operations;
    }

    private List<String> changes() {
        return stage.aws.recording().calls().stream()
                .filter(call -> CHANGES.contains(call.operation()))
                .map(call -> call.operation() + " " + call.region())
                .toList();
    }
}
