// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.autofailover.simulated.CapturedSends;
import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

class SimulatedRdsTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final CapturedSends sends = new CapturedSends();
    private final SimulatedRds rds = new SimulatedRds(time, RdsTiming.quick(), sends, sends);
    private final SimulatedAws aws = new SimulatedAws(time).with(rds);
    private final RdsClient ireland = Clients.of(RdsClient.builder(), aws, "eu-west-1");
    private final RdsClient frankfurt = Clients.of(RdsClient.builder(), aws, "eu-central-1");
    private final ModelDatabase primary = ModelDatabase.primary(time, Set.of("sg-0isolated"));
    private final ModelDatabase standby = primary.replica(Duration.ofMillis(10));

    @BeforeEach
    void aPrimaryWithAReplicaInAnotherRegion() {
        String source =
                rds.addInstance(NewInstance.postgres("eu-west-1", "orders").inTwoZones(), primary);
        rds.addInstance(NewInstance.postgres("eu-central-1", "orders-replica").replicaOf(source), standby);
    }

    @AfterEach
    void end() {
        time.close();
    }

    private static DBInstance described(RdsClient client, String identifier) {
        return client.describeDBInstances(request -> request.dbInstanceIdentifier(identifier))
                .dbInstances()
                .getFirst();
    }

    @Test
    void instancesOfTwoRegionsNameEachOtherByArn() {
        DBInstance source = described(ireland, "orders");
        DBInstance replica = described(frankfurt, "ORDERS-replica");

        assertThat(replica.readReplicaSourceDBInstanceIdentifier())
                .isEqualTo("arn:aws:rds:eu-west-1:111122223333:db:orders");
        assertThat(source.readReplicaDBInstanceIdentifiers())
                .containsExactly("arn:aws:rds:eu-central-1:111122223333:db:orders-replica");
        assertThat(replica.statusInfos()).singleElement().satisfies(info -> {
            assertThat(info.statusType()).isEqualTo("read replication");
            assertThat(info.normal()).isTrue();
            assertThat(info.status()).isEqualTo("replicating");
        });
        assertThat(source.statusInfos()).isEmpty();
        assertThat(source.multiAZ()).isTrue();
        assertThat(source.endpoint().address()).isEqualTo("orders.c0example1234.eu-west-1.rds.amazonaws.com");
        assertThat(source.endpoint().port()).isEqualTo(5432);
        assertThat(source.backupRetentionPeriod()).isEqualTo(1);
        assertThat(replica.backupRetentionPeriod()).isZero();
    }

    @Test
    void anInstanceOfAnotherRegionIsNotFound() {
        assertThatThrownBy(() -> described(frankfurt, "orders"))
                .isInstanceOf(DbInstanceNotFoundException.class)
                .hasMessageContaining("DBInstance orders not found.");
    }

    @Test
    void manyInstancesComeInPages() {
        for (int i = 10; i < 35; i++) {
            rds.addInstance(NewInstance.postgres("eu-north-1", "db-" + i), ModelDatabase.primary(time, Set.of()));
        }
        RdsClient stockholm = Clients.of(RdsClient.builder(), aws, "eu-north-1");

        assertThat(stockholm
                        .describeDBInstances(request -> request.maxRecords(20))
                        .dbInstances())
                .hasSize(20);
        assertThat(stockholm
                        .describeDBInstancesPaginator(request -> request.maxRecords(20))
                        .dbInstances())
                .hasSize(25);
        assertThatThrownBy(() -> stockholm.describeDBInstances(request -> request.maxRecords(5)))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining("MaxRecords");
    }

    @Test
    void aPromotionIsNotSeenAtOnceAndThenGoesThroughItsStates() {
        primary.write(ModelDatabase.Client.APPLICATION, "before");
        time.advance(Duration.ofSeconds(1));

        DBInstance answer = frankfurt
                .promoteReadReplica(request ->
                        request.dbInstanceIdentifier("orders-replica").backupRetentionPeriod(7))
                .dbInstance();

        assertThat(answer.dbInstanceStatus()).isEqualTo("available");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            DBInstance now = described(frankfurt, "orders-replica");
            String state = now.dbInstanceStatus()
                    + (now.readReplicaSourceDBInstanceIdentifier() == null ? "" : " with source");
            if (seen.isEmpty() || !seen.getLast().equals(state)) {
                seen.add(state);
            }
            time.advance(Duration.ofMillis(50));
        }
        assertThat(seen)
                .containsExactly(
                        "available with source",
                        "modifying with source",
                        "rebooting with source",
                        "backing-up",
                        "available");
        assertThat(described(frankfurt, "orders-replica").backupRetentionPeriod())
                .isEqualTo(7);
        assertThat(described(frankfurt, "orders-replica").statusInfos()).isEmpty();
        assertThat(described(ireland, "orders").readReplicaDBInstanceIdentifiers())
                .isEmpty();
        assertThat(standby.write(ModelDatabase.Client.APPLICATION, "after")).isInstanceOf(ModelReply.Committed.class);
        assertThat(standby.rows()).extracting(ModelDatabase.Row::text).containsExactly("before", "after");
    }

    @Test
    void aPromotionIsRefusedWhileBackingUpAndOnceDone() {
        rds.setStatus("eu-central-1", "orders-replica", "backing-up");
        assertThatThrownBy(() -> promote(frankfurt, "orders-replica"))
                .isInstanceOf(InvalidDbInstanceStateException.class);

        rds.setStatus("eu-central-1", "orders-replica", "available");
        promote(frankfurt, "orders-replica");
        assertThatThrownBy(() -> promote(frankfurt, "orders-replica"))
                .isInstanceOf(InvalidDbInstanceStateException.class);

        time.advance(Duration.ofSeconds(5));
        assertThatThrownBy(() -> promote(frankfurt, "orders-replica"))
                .isInstanceOf(InvalidDbInstanceStateException.class)
                .hasMessageContaining("not a read replica");
    }

    private static void promote(RdsClient client, String identifier) {
        client.promoteReadReplica(request -> request.dbInstanceIdentifier(identifier));
    }

    @Test
    void aRebootCutsAndRestartsAndIsRefusedUnlessAvailable() {
        primary.stopImmediately();
        ireland.rebootDBInstance(request -> request.dbInstanceIdentifier("orders"));

        assertThat(described(ireland, "orders").dbInstanceStatus()).isEqualTo("rebooting");
        assertThatThrownBy(() -> ireland.rebootDBInstance(request -> request.dbInstanceIdentifier("orders")))
                .isInstanceOf(InvalidDbInstanceStateException.class);
        time.advance(Duration.ofSeconds(1));
        assertThat(described(ireland, "orders").dbInstanceStatus()).isEqualTo("available");
        assertThat(primary.isRunning()).isTrue();
        assertThat(eventIds()).containsExactly("RDS-EVENT-0004", "RDS-EVENT-0006");

        rds.setStatus("eu-west-1", "orders", "storage-full");
        assertThatThrownBy(() -> ireland.rebootDBInstance(request -> request.dbInstanceIdentifier("orders")))
                .isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void aForcedFailoverNeedsASecondZone() {
        assertThatThrownBy(() -> frankfurt.rebootDBInstance(request ->
                        request.dbInstanceIdentifier("orders-replica").forceFailover(true)))
                .isInstanceOfSatisfying(
                        RdsException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidParameterCombination"));

        ireland.rebootDBInstance(
                request -> request.dbInstanceIdentifier("orders").forceFailover(true));
        assertThat(primary.isRunning()).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(primary.isRunning()).isTrue();
        assertThat(described(ireland, "orders").availabilityZone()).isEqualTo("eu-west-1b");
        assertThat(eventIds()).containsExactly("RDS-EVENT-0013", "RDS-EVENT-0006", "RDS-EVENT-0049");
    }

    @Test
    void anIsolatingSecurityGroupIsAddingThenActiveAndKeepsApplicationsOut() {
        ireland.modifyDBInstance(
                request -> request.dbInstanceIdentifier("orders").vpcSecurityGroupIds("sg-0isolated"));

        assertThat(described(ireland, "orders").vpcSecurityGroups())
                .extracting(VpcSecurityGroupMembership::vpcSecurityGroupId, VpcSecurityGroupMembership::status)
                .containsExactly(tuple("sg-0default", "removing"), tuple("sg-0isolated", "adding"));
        assertThat(primary.write(ModelDatabase.Client.APPLICATION, "still")).isInstanceOf(ModelReply.Committed.class);
        time.advance(Duration.ofSeconds(1));
        assertThat(described(ireland, "orders").vpcSecurityGroups())
                .extracting(VpcSecurityGroupMembership::vpcSecurityGroupId, VpcSecurityGroupMembership::status)
                .containsExactly(tuple("sg-0isolated", "active"));
        assertThat(primary.write(ModelDatabase.Client.APPLICATION, "no")).isEqualTo(new ModelReply.Silent());
        assertThat(primary.unreachable(ModelDatabase.Client.CHECKER)).isEmpty();
    }

    @Test
    void otherChangesWaitForTheWindowUnlessAppliedImmediately() {
        frankfurt.modifyDBInstance(request -> request.dbInstanceIdentifier("orders-replica")
                .backupRetentionPeriod(3)
                .multiAZ(true));
        time.advance(Duration.ofSeconds(5));
        DBInstance waiting = described(frankfurt, "orders-replica");
        assertThat(waiting.backupRetentionPeriod()).isZero();
        assertThat(waiting.pendingModifiedValues().backupRetentionPeriod()).isEqualTo(3);
        assertThat(waiting.pendingModifiedValues().multiAZ()).isTrue();

        frankfurt.modifyDBInstance(request -> request.dbInstanceIdentifier("orders-replica")
                .backupRetentionPeriod(3)
                .multiAZ(true)
                .applyImmediately(true));
        time.advance(Duration.ofMillis(150));
        assertThat(described(frankfurt, "orders-replica").dbInstanceStatus()).isEqualTo("modifying");
        time.advance(Duration.ofSeconds(5));
        DBInstance done = described(frankfurt, "orders-replica");
        assertThat(done.dbInstanceStatus()).isEqualTo("available");
        assertThat(done.backupRetentionPeriod()).isEqualTo(3);
        assertThat(done.multiAZ()).isTrue();
        assertThat(done.pendingModifiedValues().multiAZ()).isNull();
    }

    @Test
    void whatIsNotSimulatedIsRefusedLoudly() {
        assertThatThrownBy(() -> ireland.describeDBSnapshots())
                .isInstanceOfSatisfying(
                        RdsException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
        assertThatThrownBy(() -> ireland.modifyDBInstance(
                        request -> request.dbInstanceIdentifier("orders").allocatedStorage(200)))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining("AllocatedStorage");
        assertThat(ireland.describePendingMaintenanceActions().pendingMaintenanceActions())
                .isEmpty();
    }

    private List<String> eventIds() {
        return sends.emitted.stream()
                .map(event -> event.detail().path("EventID").asText())
                .toList();
    }
}
