// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.decision.SiteObservation;
import dev.autofailover.decision.SiteObservation.Role;
import dev.autofailover.message.CheckAnswer;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.database.DatabaseChecks.Reply;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.orchestrator.rds.AuroraGlobalDatabase;
import dev.autofailover.orchestrator.rds.RdsCalls;
import dev.autofailover.orchestrator.rds.Reach;
import dev.autofailover.orchestrator.rds.ReplicaLag;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** Our adapter moves the writer of a real SDK's global cluster, both ways. Only MiniStack has global clusters whose writer moves. */
class AuroraWitnessTest {
    private static final Witness WITNESS = Witness.MINISTACK;

    @Test
    void aFailoverMovesTheWriterToTheStandbysRegionAndASwitchoverBringsItBack() throws Exception {
        Service orders = Service.made();

        assertThat(orders.look("ireland").role()).isEqualTo(Role.WRITER);
        assertThat(orders.look("frankfurt").role()).isEqualTo(Role.REPLICA);
        assertThat(orders.look("frankfurt").notPromotable()).isEmpty();
        assertThat(orders.look("frankfurt").status()).isEqualTo("available");

        assertThat(orders.promote("frankfurt", Run.Kind.FAILOVER)).isInstanceOf(StepResult.Done.class);
        assertThat(orders.look("frankfurt").role()).isEqualTo(Role.WRITER);
        assertThat(orders.look("ireland").role()).isEqualTo(Role.REPLICA);

        assertThat(orders.promote("ireland", Run.Kind.SWITCHOVER)).isInstanceOf(StepResult.Done.class);
        assertThat(orders.look("ireland").role()).isEqualTo(Role.WRITER);
        assertThat(orders.look("frankfurt").role()).isEqualTo(Role.REPLICA);
    }

    @Test
    void theFenceReplacesTheSecurityGroupsOfTheWritersClusterAndRebootsItsInstance() throws Exception {
        Service orders = Service.made();
        Evidence evidence = new Notes(new HashMap<>());

        for (int tries = 0; tries < 3 && !orders.look("ireland").fenced(); tries++) {
            orders.database().fence(orders.plan(), orders.site("ireland"), Run.Kind.FAILOVER, evidence);
        }
        StepResult rebooted =
                orders.database().fence(orders.plan(), orders.site("ireland"), Run.Kind.FAILOVER, evidence);

        assertThat(orders.look("ireland").fenced()).isTrue();
        assertThat(evidence.get("groupsBefore")).contains("sg-0default");
        assertThat(rebooted.evidence()).as(rebooted.note()).containsKey("rebootedAt");
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() throws Exception {
        Service orders = Service.made();
        String text = Service.text().replace("orders-frankfurt", Witness.fresh("nobody"));
        Plan other = PlanParser.parse(text);

        SiteObservation seen = orders.database().look(other, other.site("frankfurt"), false);

        assertThat(seen.role()).isEqualTo(Role.OTHER);
        assertThat(seen.notPromotable()).isPresent();
    }

    private record Service(Plan plan, AuroraGlobalDatabase database) {
        /** A global cluster with a cluster and an instance in each site's Region, made by hand. */
        static Service made() throws Exception {
            String id = Witness.fresh("orders");
            RdsClient ireland = WITNESS.client(RdsClient.builder(), Region.EU_WEST_1);
            ireland.createGlobalCluster(
                    make -> make.globalClusterIdentifier(id + "-global").engine("aurora-postgresql"));
            make(ireland, id, "ireland");
            make(WITNESS.client(RdsClient.builder(), Region.EU_CENTRAL_1), id, "frankfurt");
            Plan plan = PlanParser.parse(text().replace("orders-ireland", id + "-ireland")
                    .replace("orders-frankfurt", id + "-frankfurt")
                    .replace("orders-global", id + "-global"));
            Regional<RdsClient> rds = new Regional<>(in -> WITNESS.client(RdsClient.builder(), in));
            ReplicaLag lag = new ReplicaLag(
                    new Regional<>(in -> WITNESS.client(CloudWatchClient.builder(), in)), InstantSource.system());
            return new Service(
                    plan,
                    new AuroraGlobalDatabase(
                            id + "-global", new RdsCalls(rds, rds, InstantSource.system()), lag, reach()));
        }

        static String text() throws Exception {
            return Files.readString(Path.of("..", "plans", "orders-aurora.yaml"));
        }

        private static void make(RdsClient rds, String id, String site) {
            rds.createDBCluster(make -> make.dbClusterIdentifier(id + "-" + site)
                    .engine("aurora-postgresql")
                    .globalClusterIdentifier(id + "-global")
                    .masterUsername("master")
                    .masterUserPassword("not-a-secret")
                    .vpcSecurityGroupIds("sg-0default"));
            rds.createDBInstance(make -> make.dbInstanceIdentifier(id + "-" + site + "-1")
                    .dbClusterIdentifier(id + "-" + site)
                    .dbInstanceClass("db.r6g.large")
                    .engine("aurora-postgresql"));
        }

        /** No server runs behind the emulator's clusters: what a checker would say is taken as said. */
        private static Reach reach() {
            CheckAnswer answer = new CheckAnswer(
                    true, Optional.of(false), Optional.empty(), Optional.empty(), Duration.ZERO, "answers");
            return new Reach(
                    (_, _, _) -> new Reply.Answer(answer), Service::oneByOne, new AllThrough(), InstantSource.system());
        }

        private static <T> List<T> oneByOne(List<? extends Supplier<T>> parts) {
            return parts.stream().<T>map(Supplier::get).toList();
        }

        Site site(String name) {
            return plan.site(name);
        }

        SiteObservation look(String site) {
            return database.look(plan, site(site), true);
        }

        /** Tries as often as a run would until it is done; the emulator is, at the second look. */
        StepResult promote(String site, Run.Kind move) {
            Notes evidence = new Notes(new HashMap<>());
            StepResult result = database.promote(plan, site(site), move, evidence);
            for (int tries = 0; tries < 3 && !(result instanceof StepResult.Done); tries++) {
                evidence.keep(result.evidence());
                result = database.promote(plan, site(site), move, evidence);
            }
            return result;
        }
    }

    private record AllThrough() implements Effects {
        @Override
        public void perform(PlannedCall call, Runnable action) {
            action.run();
        }

        @Override
        public List<PlannedCall> assumed() {
            return List.of();
        }
    }
}
