// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.run.Run;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.Scope;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The table of records as a multi-Region strongly consistent one: without a TTL, without transactions (the simulator knows none), and
 * with writes that are refused because they met another Region's.
 */
class ThreeRegionTableTest {
    private static final String TABLE = SimulatedSystem.STACK + "-Table";

    @Test
    void aFailoverNeedsNothingThatSuchATableLacks() {
        try (SimulatedSystem system = new SimulatedSystem(Variant.plain())) {
            system.cloud
                    .client(DynamoDbClient.builder(), Regions.STOCKHOLM)
                    .updateTimeToLive(update -> update.tableName(TABLE)
                            .timeToLiveSpecification(ttl -> ttl.enabled(false).attributeName("expiresAt")));
            system.cloud.time().advance(Duration.ofMinutes(3));

            system.databases.in(Regions.IRELAND).stopImmediately();
            for (int i = 0; i < 60; i++) {
                conflict(system, "PutItem");
                conflict(system, "UpdateItem");
                system.cloud.time().advance(Duration.ofSeconds(5));
            }

            assertThat(system.record().orElseThrow().run().orElseThrow().phase())
                    .isEqualTo(Run.Phase.DONE);
            assertThat(system.ledTo()).contains(Regions.FRANKFURT);
            assertThat(operations(system)).isSubsetOf("GetItem", "PutItem", "UpdateItem", "Query");
        }
    }

    private static void conflict(SimulatedSystem system, String operation) {
        system.cloud
                .aws()
                .faults()
                .begin(
                        Scope.everything().operation(operation).by(SimulatedSystem.STACK + "-FailoverOrchestrator"),
                        new Effect.Answers(400, "ReplicatedWriteConflictException"),
                        2);
    }

    /** What the functions asked of the table of records. */
    private static Set<String> operations(SimulatedSystem system) {
        return system.cloud.aws().recording().calls().stream()
                .filter(call -> call.service().equals("dynamodb"))
                .filter(call -> call.region().equals(Regions.STOCKHOLM))
                .filter(call -> call.caller().region().isPresent())
                .map(RecordedCall::operation)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
