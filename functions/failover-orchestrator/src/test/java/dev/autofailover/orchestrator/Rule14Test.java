// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;

/** Two sites that both accept writes are told at once and loudly, and never healed by guessing. */
class Rule14Test {
    private static final String ADOPT =
            "{\"command\":\"adopt\",\"service\":\"orders\",\"by\":\"maria\",\"reason\":\"moved by hand\"}";

    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aStandbyPromotedByHandIsToldAndAdoptedOnlyWhenOneOfThemIsFenced() {
        RdsClient frankfurt = stage.operators.client(RdsClient.builder(), Stage.FRANKFURT);
        frankfurt.promoteReadReplica(promote -> promote.dbInstanceIdentifier("orders-replica"));
        stage.time.advance(Duration.ofSeconds(10));

        stage.operators.tick();

        assertThat(stage.operators.toldOf("TWO_WRITERS")).isPresent();
        assertThat(stage.record().run()).isEmpty();
        ObjectNode refused = stage.operators.command(ADOPT);
        assertThat(refused.path("accepted").asBoolean()).isFalse();
        assertThat(refused.path("reason").asText()).isEqualTo("TWO_WRITERS");

        RdsClient ireland = stage.operators.client(RdsClient.builder(), Stage.IRELAND);
        ireland.modifyDBInstance(
                modify -> modify.dbInstanceIdentifier("orders").vpcSecurityGroupIds("sg-0isolatedireland"));
        stage.time.advance(Duration.ofSeconds(10));
        ObjectNode adopted = stage.operators.command(ADOPT);

        assertThat(adopted.path("accepted").asBoolean()).isTrue();
        assertThat(stage.record().active()).isEqualTo("frankfurt");
        assertThat(stage.taken("ChangeResourceRecordSets")).isEmpty();
    }
}
