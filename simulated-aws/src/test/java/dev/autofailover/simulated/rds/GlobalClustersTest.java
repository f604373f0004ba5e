// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.CapturedSends;
import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.GlobalCluster;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;
import software.amazon.awssdk.services.rds.model.GlobalClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidGlobalClusterStateException;

/** Aurora global databases, through the real SDK. */
class GlobalClustersTest {
    private static final String IRELAND = "arn:aws:rds:eu-west-1:111122223333:cluster:orders-ireland";
    private static final String FRANKFURT = "arn:aws:rds:eu-central-1:111122223333:cluster:orders-frankfurt";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final CapturedSends sends = new CapturedSends();
    private final SimulatedRds rds = new SimulatedRds(time, RdsTiming.quick(), sends, sends);
    private final SimulatedAws aws = new SimulatedAws(time).with(rds);
    private final ModelDatabase writer = ModelDatabase.primary(time, Set.of("sg-0isolated"));
    private final ModelDatabase replica = writer.replica(Duration.ofMillis(300));
    private final RdsClient ireland = client("eu-west-1");
    private final RdsClient frankfurt = client("eu-central-1");

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void bothRegionsDescribeTheGlobalClusterAndEachItsOwnCluster() {
        add(NewCluster.postgres("eu-central-1", "orders-frankfurt"));

        GlobalCluster global = global(frankfurt);
        DBCluster cluster = cluster(frankfurt, "orders-frankfurt");

        assertThat(global).isEqualTo(global(ireland));
        assertThat(global.status()).isEqualTo("available");
        assertThat(global.failoverState()).isNull();
        assertThat(writers(global))
                .isEqualTo(Map.of(IRELAND, true, FRANKFURT, false).entrySet());
        assertThat(global.globalClusterMembers().getFirst().readers()).containsExactly(FRANKFURT);
        assertThat(cluster.dbClusterArn()).isEqualTo(FRANKFURT);
        assertThat(cluster.readerEndpoint()).contains(".cluster-ro-");
        assertThat(cluster.dbClusterMembers())
                .singleElement()
                .satisfies(member -> assertThat(member.isClusterWriter()).isFalse());
        assertThatThrownBy(() -> cluster(frankfurt, "orders-ireland")).isInstanceOf(DbClusterNotFoundException.class);
        assertThatThrownBy(() -> client("eu-north-1")
                        .describeGlobalClusters(ask -> ask.globalClusterIdentifier("orders-global")))
                .isInstanceOf(GlobalClusterNotFoundException.class);
    }

    @Test
    void aSwitchoverShowsItsStatesLosesNothingAndKeepsTheOldWriterAsASecondary() {
        add(NewCluster.postgres("eu-central-1", "orders-frankfurt"));
        writer.write(Client.APPLICATION, "on its way");

        GlobalCluster answer = ireland.switchoverGlobalCluster(
                        ask -> ask.globalClusterIdentifier("orders-global").targetDbClusterIdentifier(FRANKFURT))
                .globalCluster();

        assertThat(answer.status()).isEqualTo("switching-over");
        assertThat(answer.failoverState().statusAsString()).isEqualTo("pending");
        assertThat(answer.failoverState().isDataLossAllowed()).isFalse();
        time.advance(Duration.ofMillis(200));
        assertThat(global(ireland).failoverState().statusAsString()).isEqualTo("failing-over");
        assertThat(cluster(frankfurt, "orders-frankfurt").status()).isEqualTo("modifying");
        assertThat(writer.write(Client.APPLICATION, "late")).isInstanceOf(ModelReply.ReadOnly.class);
        time.advance(Duration.ofSeconds(2));
        assertThat(rds.writerOf("eu-west-1", "orders-global")).isEqualTo(FRANKFURT);
        assertThat(replica.write(Client.APPLICATION, "new")).isInstanceOf(ModelReply.Committed.class);
        assertThat(replica.rows()).extracting(ModelDatabase.Row::text).containsExactly("on its way", "new");
        assertThat(writer.rows()).isEqualTo(replica.rows());
    }

    @Test
    void aFailoverMovesWhatHasArrivedAndTheOldRegionLearnsOfItLater() {
        add(NewCluster.postgres("eu-central-1", "orders-frankfurt"));
        writer.write(Client.APPLICATION, "arrived");
        time.advance(Duration.ofSeconds(1));
        writer.write(Client.APPLICATION, "lost");
        writer.hang(true);

        frankfurt.failoverGlobalCluster(ask -> ask.globalClusterIdentifier("orders-global")
                .targetDbClusterIdentifier(FRANKFURT)
                .allowDataLoss(true));
        time.advance(Duration.ofSeconds(2));

        assertThat(rds.writerOf("eu-central-1", "orders-global")).isEqualTo(FRANKFURT);
        assertThat(rds.writerOf("eu-west-1", "orders-global")).isEqualTo(IRELAND);
        assertThat(replica.rows()).extracting(ModelDatabase.Row::text).containsExactly("arrived");
        assertThat(global(frankfurt).globalClusterMembers().getFirst().synchronizationStatusAsString())
                .isEqualTo("pending-resync");
        writer.hang(false);
        assertThat(writer.write(Client.APPLICATION, "in vain")).isInstanceOf(ModelReply.Committed.class);
        time.advance(Duration.ofSeconds(2));
        assertThat(rds.writerOf("eu-west-1", "orders-global")).isEqualTo(FRANKFURT);
        assertThat(writer.rows()).extracting(ModelDatabase.Row::text).containsExactly("arrived");
    }

    @Test
    void withoutDataLossAllowedAFailoverIsASwitchoverAndAskedForInTheOldWritersRegion() {
        add(NewCluster.postgres("eu-central-1", "orders-frankfurt"));

        assertThatThrownBy(() -> frankfurt.failoverGlobalCluster(
                        ask -> ask.globalClusterIdentifier("orders-global").targetDbClusterIdentifier(FRANKFURT)))
                .isInstanceOf(InvalidGlobalClusterStateException.class);
        GlobalCluster answer = ireland.failoverGlobalCluster(
                        ask -> ask.globalClusterIdentifier("orders-global").targetDbClusterIdentifier(FRANKFURT))
                .globalCluster();

        assertThat(answer.status()).isEqualTo("switching-over");
    }

    @Test
    void whatAuroraCantMakeTheWriterIsRefused() {
        add(NewCluster.postgres("eu-central-1", "orders-frankfurt").withoutInstance());

        assertThatThrownBy(() -> failOver(FRANKFURT)).isInstanceOf(InvalidDbClusterStateException.class);
        assertThatThrownBy(() -> failOver("orders-frankfurt")).isInstanceOf(DbClusterNotFoundException.class);
        assertThatThrownBy(() -> failOver(IRELAND)).isInstanceOf(InvalidGlobalClusterStateException.class);
    }

    @Test
    void anotherEngineVersionOrAMoveUnderWayIsRefused() {
        add(NewCluster.postgres("eu-central-1", "orders-frankfurt").of("17.6"));
        assertThatThrownBy(() -> failOver(FRANKFURT))
                .isInstanceOf(InvalidDbClusterStateException.class)
                .hasMessageContaining("versions");
    }

    @Test
    void aSecondMoveIsRefusedWhileOneIsUnderWay() {
        add(NewCluster.postgres("eu-central-1", "orders-frankfurt"));
        failOver(FRANKFURT);

        assertThatThrownBy(() -> failOver(FRANKFURT)).isInstanceOf(InvalidGlobalClusterStateException.class);
    }

    @Test
    void theClustersSecurityGroupsAreReplacedAndStandInFrontOfItsDatabase() {
        add(NewCluster.postgres("eu-central-1", "orders-frankfurt"));

        ireland.modifyDBCluster(
                modify -> modify.dbClusterIdentifier("orders-ireland").vpcSecurityGroupIds(List.of("sg-0isolated")));
        assertThat(cluster(ireland, "orders-ireland").vpcSecurityGroups())
                .extracting(group -> group.vpcSecurityGroupId() + " " + group.status())
                .containsExactlyInAnyOrder("sg-0default removing", "sg-0isolated adding");
        time.advance(Duration.ofSeconds(1));

        assertThat(cluster(ireland, "orders-ireland").vpcSecurityGroups()).hasSize(1);
        assertThat(writer.write(Client.APPLICATION, "row")).isInstanceOf(ModelReply.Silent.class);
    }

    private void add(NewCluster secondary) {
        rds.addGlobalCluster(
                "orders-global", NewCluster.postgres("eu-west-1", "orders-ireland"), writer, secondary, replica);
    }

    private void failOver(String target) {
        frankfurt.failoverGlobalCluster(ask -> ask.globalClusterIdentifier("orders-global")
                .targetDbClusterIdentifier(target)
                .allowDataLoss(true));
    }

    private static Set<Map.Entry<String, Boolean>> writers(GlobalCluster global) {
        return Set.copyOf(global.globalClusterMembers().stream()
                .map((GlobalClusterMember member) -> Map.entry(member.dbClusterArn(), member.isWriter()))
                .toList());
    }

    private static GlobalCluster global(RdsClient rds) {
        return rds.describeGlobalClusters(ask -> ask.globalClusterIdentifier("orders-global"))
                .globalClusters()
                .getFirst();
    }

    private static DBCluster cluster(RdsClient rds, String identifier) {
        return rds.describeDBClusters(ask -> ask.dbClusterIdentifier(identifier))
                .dbClusters()
                .getFirst();
    }

    private RdsClient client(String region) {
        return Clients.of(RdsClient.builder(), aws, region);
    }
}
