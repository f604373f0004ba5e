// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.CallLimits;
import dev.autofailover.simulated.RecordedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way to fail over needs nothing from the Region that failed; a call to a dead Region ends in seconds. */
class Rule08Test {
    private final Stage stage = new Stage().settled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aDeadRegionCostsAFailoverSecondsAndIsAskedForNothingThatItNeeds() {
        stage.loseIreland();
        stage.aws.recording().clear();
        Instant decided = stage.time.instant();

        stage.operators.vote("DOWN", "HEALTHY");

        Rule11Test.assertEndedRightly(stage);
        assertThat(Duration.between(decided, stage.run().endedAt().orElseThrow()))
                .isLessThan(Duration.ofSeconds(12));
        List<RecordedCall> toTheDead = stage.aws.recording().calls().stream()
                .filter(call -> call.region().equals(Stage.IRELAND))
                .toList();
        assertThat(toTheDead)
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.took()).isLessThanOrEqualTo(Duration.ofSeconds(3)))
                .allSatisfy(call -> assertThat(call.operation()).isEqualTo("DescribeDBInstances"));
    }

    @Test
    void aCallToASitesRegionIsGivenUpWithinThreeSecondsItsRetriesIncluded() {
        // By its limit: the SDK counts time on the wall, which stands still here. AwsClientsTest sees it hold on real
        // sockets.
        assertThat(CallLimits.SITE.whole()).isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(CallLimits.SITE.attempt().multipliedBy(CallLimits.SITE.attempts()))
                .isLessThan(CallLimits.SITE.whole());
    }
}
