// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.drill.policy.Grant;
import dev.autofailover.drill.policy.Grant.Holder;
import dev.autofailover.drill.readiness.Check.State;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.RealTime;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.iam.SimulatedIam;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class PermissionsTest {
    private static final String ORDERS = "arn:aws:rds:eu-west-1:111122223333:db:orders";
    private static final List<Grant> PROMOTION = List.of(new Grant(
            Holder.ORCHESTRATOR, "MoveDatabases", List.of("rds:PromoteReadReplica"), List.of(ORDERS), Map.of()));

    private final RealTime time = new RealTime();
    private final SimulatedIam iam = new SimulatedIam();
    private final Permissions permissions = new Permissions(new OperatorAws(new Surroundings(
            Map.of(),
            new SimulatedAws(time).with(iam).httpClient(Caller.outside("operator")),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")),
            time,
            time::pause)));

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void whatIsAllowedIsOkAndWhatIsNotIsNamedWithItsResource() throws IOException {
        assertThat(of("\"Resource\":\"" + ORDERS + "\"").state()).isEqualTo(State.OK);

        Check denied = of("\"Resource\":\"arn:aws:rds:*:*:db:invoices\"");
        assertThat(denied.state()).isEqualTo(State.NOT_OK);
        assertThat(denied.seen()).isEqualTo("orchestrator may not rds:PromoteReadReplica on " + ORDERS);
    }

    @Test
    void whatHangsOnATagThatIamDoesNotKnowIsNotChecked() throws IOException {
        Check check =
                of("\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/autofailover\":\"yes\"}}");

        assertThat(check.state()).isEqualTo(State.NOT_CHECKED);
        assertThat(check.seen()).contains("aws:ResourceTag/autofailover");
    }

    private Check of(String rest) throws IOException {
        JsonNode policy = new ObjectMapper()
                .readTree("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"rds:*\"," + rest + "}]}");
        String role = iam.addRole("orchestrator", List.of(policy));
        return permissions.of("permissions", role, PROMOTION).getFirst();
    }
}
