// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.records.RecordExport;
import dev.autofailover.drill.records.RecordImport;
import dev.autofailover.drill.records.RecordTable;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import dev.autofailover.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;

/** The control role moves from Stockholm to London as docs/regions.md says, and the two never act at once. */
class MovingControlTest {
    private static final String LONDON = "eu-west-2";
    private static final String TABLE = SimulatedSystem.STACK + "-Table";

    private final SimulatedSystem system = new SimulatedSystem(Variant.plain());
    private final DynamoDbClient table = system.cloud.untouched(DynamoDbClient.builder(), LONDON);
    private final DynamoDbRecordStore records = new DynamoDbRecordStore(table, TABLE);

    @AfterEach
    void close() {
        system.close();
    }

    @Test
    void theOldControlIsSilentAfterTheHandOverAndTheNewOneDecidesOnceItsPlanIsApplied() throws Exception {
        system.cloud.time().advance(Duration.ofMinutes(3));
        String plan = new DynamoDbPlanStore(system.table, TABLE)
                .current(SimulatedSystem.SERVICE)
                .orElseThrow()
                .text();
        system.deploy(LONDON, SimulatedSystem.CONTROL);
        system.wiring(LONDON).start();

        List<String> lines = new RecordExport(
                        new RecordTable(system.table, TABLE),
                        system.cloud.time().instant())
                .handOver();
        new RecordImport(new RecordTable(table, TABLE), 0).put(lines);
        system.databases.in(Regions.IRELAND).stopImmediately();
        system.cloud.time().advance(Duration.ofMinutes(5));

        assertThat(system.ledTo()).contains(Regions.IRELAND);
        assertThat(system.record().orElseThrow().generation()).isZero();
        assertThat(moved().generation()).isZero();

        apply(plan.replace(Regions.STOCKHOLM, LONDON));
        Regions.SITES.forEach(
                region -> StackUpdate.of(system, region, system.siteOf(LONDON), UnaryOperator.identity()));
        system.cloud.time().advance(Duration.ofMinutes(5));

        assertThat(moved().run().orElseThrow().phase()).isEqualTo(Run.Phase.DONE);
        assertThat(moved().active()).isEqualTo("frankfurt");
        assertThat(system.ledTo()).contains(Regions.FRANKFURT);
        assertThat(system.record().orElseThrow().generation()).isZero();
    }

    private ServiceRecord moved() {
        return records.load(SimulatedSystem.SERVICE).orElseThrow();
    }

    private void apply(String plan) throws IOException {
        system.cloud
                .client(SecretsManagerClient.builder(), Regions.IRELAND)
                .replicateSecretToRegions(replicate -> replicate
                        .secretId("orders-checker")
                        .addReplicaRegions(
                                ReplicaRegionType.builder().region(LONDON).build()));
        byte[] command =
                new ObjectMapper().writeValueAsBytes(Map.of("command", "apply-plan", "plan", plan, "by", "simulation"));
        JsonNode answer = system.invoke(LONDON, "FailoverOrchestrator", command);
        assertThat(answer.path("accepted").asBoolean()).as("%s", answer).isTrue();
    }
}
