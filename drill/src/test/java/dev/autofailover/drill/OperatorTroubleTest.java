// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.RealTime;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.cloudformation.SimulatedCloudFormation;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an operator reads when AWS can't be asked: one sentence, and never a stack trace. */
class OperatorTroubleTest {
    private final RealTime time = new RealTime();
    private final SimulatedCloudFormation stacks = new SimulatedCloudFormation(time);
    private final SimulatedAws aws = new SimulatedAws(time).with(stacks);

    @AfterEach
    void end() {
        time.close();
    }

    private Surroundings world() {
        return world(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")));
    }

    private Surroundings world(AwsCredentialsProvider credentials) {
        return new Surroundings(
                Map.of("AWS_REGION", "eu-west-1"),
                aws.httpClient(Caller.outside("operator")),
                credentials,
                time,
                time::pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "readiness"})
    void withoutCredentialsItSaysHowToGetSome(String command) {
        Ran ran = Ran.in(
                () -> world(() -> {
                    throw SdkClientException.create(
                            "Unable to load credentials from any of the providers in the chain");
                }),
                command,
                "orders");

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.err()).contains("no AWS credentials", "aws sso login").hasLineCount(1);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aStackThatIsNotThereIsSaidWithTheRegionThatWasLookedIn() {
        Ran ran = Ran.in(this::world, "status");

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.err())
                .contains("there is no stack autofailover-control in eu-west-1", "--region")
                .hasLineCount(1);
    }

    @Test
    void aStackOfTheOtherRoleIsNoControlStack() {
        stacks.addStack("eu-west-1", "autofailover-site", Map.of("CheckerArn", "arn"));

        Ran ran = Ran.in(this::world, "status", "--stack", "autofailover-site");

        assertThat(ran.err())
                .contains("autofailover-site in eu-west-1 has no output OrchestratorFunctionName")
                .hasLineCount(1);
    }

    @Test
    void aRegionThatDoesNotAnswerIsNamedWithTheCall() {
        aws.faults().begin(Scope.region("eu-west-1"), new Effect.UnknownHost());

        Ran ran = Ran.in(this::world, "status");

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.err())
                .contains("cloudformation:DescribeStacks in eu-west-1 was not answered")
                .hasLineCount(1);
    }

    @Test
    void optionsThatCannotBeMeantAreUsageErrors() {
        assertThat(Ran.in(this::world, "status", "--region", "Ireland").exitCode())
                .isEqualTo(2);
        assertThat(Ran.in(this::world, "status", "--stack", "a", "--function", "b")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Ran.in(this::world, "readiness").exitCode()).isEqualTo(2);
        assertThat(Ran.in(this::world, "plan", "apply").exitCode()).isEqualTo(2);
    }
}
