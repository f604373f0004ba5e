// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans of kind aurora-global. */
class AuroraPlanTest {
    @Test
    void theExampleIsAPlanOfAGlobalCluster() throws InvalidPlan {
        Plan plan = PlanParser.parse(Example.aurora());

        assertThat(plan.database().kind()).isEqualTo(new DatabaseKind.AuroraGlobal("orders-global"));
        assertThat(plan.sites()).extracting(Site::database).containsExactly("orders-ireland", "orders-frankfurt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "globalCluster: orders-global|globalCluster: Orders|database.globalCluster|Orders|such as orders-global",
                "globalCluster: orders-global|tls: true|database.globalCluster|nothing|such as orders-global",
                "kind: aurora-global|kind: rds-read-replica|database.globalCluster|orders-global|",
                "kind: aurora-global|kind: aurora|database.kind|aurora|one of rds-read-replica, aurora-global",
                "orders-ireland.cluster-c1|orders-ireland.cluster-ro-c1|sites.ireland.endpoint|orders-ireland.cluster-ro-c1a2b3.eu-west-1.rds.amazonaws.com|writer endpoint",
                "orders-frankfurt.cluster-d4|orders-frankfurt-1.d4|sites.frankfurt.endpoint|orders-frankfurt-1.d4e5f6.eu-central-1.rds.amazonaws.com|writer endpoint",
                "orders-ireland.cluster-c1a2b3.eu-west-1.rds|orders-global.global-c1a2b3.global.rds|sites.ireland.endpoint|orders-global.global-c1a2b3.global.rds.amazonaws.com|the database in eu-west-1",
                "database: orders-ireland|database: orders_ireland|sites.ireland.database|orders_ireland|of the DB cluster for aurora-global",
            })
    void whatIsWrongIsSaidWithItsPathItsValueAndTheRemedy(
            String was, String now, String path, String value, String remedy) {
        String wrong = Example.aurora().replace(was, now);

        assertThat(PlanParser.read(wrong).errors()).anySatisfy(error -> {
            assertThat(error.path()).isEqualTo(path);
            assertThat(error.value()).isEqualTo(value);
            assertThat(error.remedy()).contains(remedy == null ? "" : remedy);
        });
    }

    @Test
    void aNameOfTheOperatorsOwnIsTaken() {
        String own = Example.aurora()
                .replace("orders-ireland.cluster-c1a2b3.eu-west-1.rds.amazonaws.com", "orders-ireland.db.example.com");

        assertThat(PlanParser.read(own).errors()).isEmpty();
    }

    @Test
    void theSummarySaysWhatAFailoverDoesWithAGlobalCluster() throws InvalidPlan {
        PlanSummary summary = PlanSummary.of(PlanParser.parse(Example.aurora()));

        assertThat(summary.does())
                .anyMatch(line ->
                        line.startsWith("promote: ") && line.contains("writer of the global cluster orders-global"))
                .anyMatch(line -> line.startsWith("fence: ") && line.contains("a switchover leaves that to Aurora"));
        assertThat(summary.risks())
                .anyMatch(risk -> risk.contains("put the cluster's own security groups back"))
                .anyMatch(risk -> risk.contains("without an instance"))
                .noneMatch(risk -> risk.contains("rebuilt as a replica"));
        assertThat(List.of(summary.text().split("\n"))).noneMatch(line -> line.contains("null"));
    }
}
