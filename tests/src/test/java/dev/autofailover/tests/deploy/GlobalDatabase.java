// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import dev.autofailover.drill.network.LoopbackNetwork;
import dev.autofailover.drill.postgres.Accounts;
import dev.autofailover.drill.postgres.LabFolder;
import dev.autofailover.drill.postgres.Login;
import dev.autofailover.drill.postgres.PostgresInstallation;
import dev.autofailover.drill.postgres.PostgresPair;
import dev.autofailover.drill.postgres.PostgresServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;

/**
 * The Aurora global database of plans/orders-aurora.yaml, made by API on MiniStack, whose clusters have no servers. Two real PostgreSQL
 * servers on loopback stand in for those, the second a standby of the first; the standby is promoted when MiniStack has moved the
 * writer, as Aurora would do ({@link #follow}).
 */
final class GlobalDatabase implements AutoCloseable {
    static final String IRELAND = "orders-ireland.example.net";
    static final String FRANKFURT = "orders-frankfurt.example.net";

    private static final String GLOBAL = "orders-global";
    private static final String IRELANDS_REGION = "eu-west-1";
    private static final String FRANKFURTS_REGION = "eu-central-1";

    private final MiniStack aws;
    private final LoopbackNetwork network;
    private final LabFolder folder;
    private final Accounts accounts;
    private final PostgresServer ireland;
    private final PostgresServer frankfurt;

    private GlobalDatabase(MiniStack aws) {
        this.aws = aws;
        network = LoopbackNetwork.claim(RandomGenerator.getDefault());
        folder = LabFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
        accounts = Accounts.random("orders_app", "orders");
        PostgresInstallation installation = PostgresInstallation.in(folder, accounts, List.of(IRELAND, FRANKFURT));
        int port = network.portFreeOn(List.of(network.address(1), network.address(2)));
        ireland = new PostgresServer(installation, "ireland", new InetSocketAddress(network.address(1), port));
        frankfurt = new PostgresServer(installation, "frankfurt", new InetSocketAddress(network.address(2), port));
    }

    /** Makes all of it; returns when the standby follows. */
    static GlobalDatabase start(MiniStack aws) {
        GlobalDatabase database = new GlobalDatabase(aws);
        try {
            PostgresPair.start(database.ireland, database.frankfurt, database.ireland.address());
            database.rds(IRELANDS_REGION)
                    .createGlobalCluster(
                            make -> make.globalClusterIdentifier(GLOBAL).engine("aurora-postgresql"));
            database.makeCluster(IRELANDS_REGION, "orders-ireland");
            database.makeCluster(FRANKFURTS_REGION, "orders-frankfurt");
            return database;
        } catch (RuntimeException broken) {
            database.close();
            throw broken;
        }
    }

    private void makeCluster(String region, String id) {
        rds(region)
                .createDBCluster(make -> make.dbClusterIdentifier(id)
                        .engine("aurora-postgresql")
                        .globalClusterIdentifier(GLOBAL)
                        .masterUsername("master")
                        .masterUserPassword("not-a-secret")
                        .vpcSecurityGroupIds("sg-0orders"));
        rds(region)
                .createDBInstance(make -> make.dbInstanceIdentifier(id + "-1")
                        .dbClusterIdentifier(id)
                        .dbInstanceClass("db.r6g.large")
                        .engine("aurora-postgresql"));
    }

    /** The checkers' secret, with a replica wherever one of them runs; its ARN. */
    String secret() {
        Login checker = accounts.monitor();
        SecretsManagerClient secrets = aws.client(SecretsManagerClient.builder(), IRELANDS_REGION);
        String arn = secrets.createSecret(create -> create.name("orders-checker")
                        .secretString("{\"username\":\"%s\",\"password\":\"%s\"}"
                                .formatted(checker.user(), checker.password())))
                .arn();
        secrets.replicateSecretToRegions(replicate -> replicate
                .secretId(arn)
                .addReplicaRegions(replica(FRANKFURTS_REGION), replica(Deployment.CONTROL.region())));
        return arn;
    }

    private static ReplicaRegionType replica(String region) {
        return ReplicaRegionType.builder().region(region).build();
    }

    int port() {
        return ireland.address().getPort();
    }

    /** Where the endpoints' names lead. */
    Map<String, InetAddress> addresses() {
        return Map.of(
                IRELAND, ireland.address().getAddress(),
                FRANKFURT, frankfurt.address().getAddress());
    }

    /** The writer's server dies; nobody tells RDS. */
    void killWriter() {
        ireland.kill();
    }

    /** Does to the server what Aurora does when it moves the writer to Frankfurt. */
    void follow() {
        try {
            if (writer().endsWith(":cluster:orders-frankfurt")
                    && frankfurt.sql().isInRecovery()) {
                frankfurt.promote();
            }
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The ARN of the cluster that is the writer, as RDS says in the standby's Region. */
    String writer() {
        return rds(FRANKFURTS_REGION)
                .describeGlobalClusters(describe -> describe.globalClusterIdentifier(GLOBAL))
                .globalClusters()
                .getFirst()
                .globalClusterMembers()
                .stream()
                .filter(GlobalClusterMember::isWriter)
                .map(GlobalClusterMember::dbClusterArn)
                .findFirst()
                .orElse("");
    }

    /** Of the old writer's cluster. */
    List<String> securityGroupsOfIreland() {
        return rds(IRELANDS_REGION)
                .describeDBClusters(describe -> describe.dbClusterIdentifier("orders-ireland"))
                .dbClusters()
                .getFirst()
                .vpcSecurityGroups()
                .stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .toList();
    }

    private RdsClient rds(String region) {
        return aws.client(RdsClient.builder(), region);
    }

    @Override
    public void close() {
        folder.close();
        network.close();
    }
}
