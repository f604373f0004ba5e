// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.plan.Site;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.FailoverState;
import software.amazon.awssdk.services.rds.model.GlobalCluster;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** What the described state of an Aurora cluster means. */
class ClusterTest {
    private static final Site IRELAND = site("ireland", "eu-west-1");
    private static final Site FRANKFURT = site("frankfurt", "eu-central-1");
    private static final String IN_IRELAND = "arn:aws:rds:eu-west-1:111122223333:cluster:orders-ireland";
    private static final String IN_FRANKFURT = "arn:aws:rds:eu-central-1:111122223333:cluster:orders-frankfurt";

    @Test
    void theMemberThatWritesIsTheWriterAndTheOtherItsReplica() {
        assertThat(frankfurt(ClusterTest::asItIs, global(IN_FRANKFURT)).role(IRELAND))
                .isEqualTo(Role.WRITER);
        assertThat(frankfurt(ClusterTest::asItIs, global(IN_IRELAND)).role(IRELAND))
                .isEqualTo(Role.REPLICA);
        assertThat(frankfurt(ClusterTest::asItIs, global(IN_IRELAND)).notPromotable())
                .isEmpty();
    }

    @Test
    void aMemberWhoseWriterIsAThirdClusterIsNotTheStandbyOfTheOtherSite() {
        GlobalView elsewhere = global("arn:aws:rds:eu-west-1:111122223333:cluster:another");

        assertThat(frankfurt(ClusterTest::asItIs, elsewhere).role(IRELAND)).isEqualTo(Role.OTHER);
    }

    @Test
    void aClusterThatWasTakenOutOfTheGlobalClusterStandsAloneAndTakesWrites() {
        assertThat(frankfurt(ClusterTest::asItIs, GlobalView.NONE).role(IRELAND))
                .isEqualTo(Role.WRITER);
    }

    @Test
    void aMemberOfAnotherGlobalClusterOrAReplicaOfSomethingElseIsNone() {
        assertThat(frankfurt(cluster -> cluster.globalClusterIdentifier("others"), GlobalView.NONE)
                        .role(IRELAND))
                .isEqualTo(Role.OTHER);
        assertThat(frankfurt(cluster -> cluster.replicationSourceIdentifier(IN_IRELAND), GlobalView.NONE)
                        .role(IRELAND))
                .isEqualTo(Role.OTHER);
    }

    @Test
    void whatKeepsASecondaryFromBecomingTheWriterIsSaid() {
        GlobalView global = global(IN_IRELAND);

        assertThat(frankfurt(cluster -> cluster.dbClusterMembers(List.of()), global)
                        .notPromotable())
                .get()
                .asString()
                .contains("no instance");
        assertThat(frankfurt(cluster -> cluster.status("upgrading"), global).notPromotable())
                .contains("its status is upgrading");
        assertThat(frankfurt(cluster -> cluster.engineVersion("16.9"), global).notPromotable())
                .get()
                .asString()
                .contains("16.9", "17.7");
        assertThat(frankfurt(cluster -> cluster.vpcSecurityGroups(group("sg-0isolatedfrankfurt")), global)
                        .notPromotable())
                .get()
                .asString()
                .contains("sg-0isolatedfrankfurt", "put its own security groups back");
    }

    @Test
    void aMemberThatIsBeingResynchronizedOrAMoveUnderWayIsAReasonToWait() {
        GlobalView resync =
                GlobalView.of(described(IN_IRELAND, "pending-resync").build());
        GlobalView moving = GlobalView.of(described(IN_IRELAND, "connected")
                .failoverState(FailoverState.builder()
                        .status("failing-over")
                        .toDbClusterArn(IN_FRANKFURT)
                        .build())
                .build());

        assertThat(frankfurt(ClusterTest::asItIs, resync).notPromotable())
                .contains("its synchronization is pending-resync");
        assertThat(frankfurt(ClusterTest::asItIs, moving).notPromotable())
                .get()
                .asString()
                .contains("failing-over to " + IN_FRANKFURT);
    }

    @Test
    void anEmptyFailoverStateMeansThatNothingMoves() {
        GlobalView idle = GlobalView.of(described(IN_IRELAND, "connected")
                .failoverState(FailoverState.builder().build())
                .build());

        assertThat(idle.moving()).isEmpty();
    }

    @Test
    void aDryRunTakesTheMoveForMadeOnlyOfItsOwnGlobalCluster() {
        PlannedCall ours = move("orders-global");
        PlannedCall others = move("others-global");

        assertThat(global(IN_IRELAND).assuming(List.of(ours), "orders-global").writer())
                .contains(IN_FRANKFURT);
        assertThat(global(IN_IRELAND).assuming(List.of(others), "orders-global").writer())
                .contains(IN_IRELAND);
    }

    private static void asItIs(DBCluster.Builder described) {}

    private static PlannedCall move(String globalCluster) {
        Map<String, String> what = Map.of(GlobalView.IDENTIFIER, globalCluster, GlobalView.TARGET, IN_FRANKFURT);
        return PlannedCall.of("rds", "FailoverGlobalCluster", "eu-central-1", what);
    }

    private static Cluster frankfurt(Consumer<DBCluster.Builder> change, GlobalView global) {
        DBCluster.Builder cluster = DBCluster.builder()
                .dbClusterArn(IN_FRANKFURT)
                .status("available")
                .engineVersion("17.7")
                .globalClusterIdentifier("orders-global")
                .dbClusterMembers(DBClusterMember.builder()
                        .dbInstanceIdentifier("orders-frankfurt-1")
                        .isClusterWriter(false)
                        .build())
                .vpcSecurityGroups(group("sg-0default"));
        change.accept(cluster);
        return Cluster.of(FRANKFURT, "orders-global", cluster.build(), global);
    }

    private static VpcSecurityGroupMembership group(String id) {
        return VpcSecurityGroupMembership.builder()
                .vpcSecurityGroupId(id)
                .status("active")
                .build();
    }

    private static GlobalView global(String writer) {
        return GlobalView.of(described(writer, "connected").build());
    }

    private static GlobalCluster.Builder described(String writer, String synchronization) {
        return GlobalCluster.builder()
                .engineVersion("17.7")
                .globalClusterMembers(
                        member(writer, writer, synchronization),
                        member(writer.equals(IN_FRANKFURT) ? IN_IRELAND : IN_FRANKFURT, writer, synchronization));
    }

    private static GlobalClusterMember member(String arn, String writer, String synchronization) {
        return GlobalClusterMember.builder()
                .dbClusterArn(arn)
                .isWriter(arn.equals(writer))
                .synchronizationStatus(synchronization)
                .build();
    }

    private static Site site(String name, String region) {
        return new Site(
                name,
                region,
                "orders-" + name,
                "orders-" + name + ".cluster-c1a2b3." + region + ".rds.amazonaws.com",
                "sg-0isolated" + name,
                "arn:aws:lambda:" + region + ":111122223333:function:checker");
    }
}
