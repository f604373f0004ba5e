// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.drill.operate.ControlSearch.Said;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.simulated.AwsTiming;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.RealTime;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.cloudformation.SimulatedCloudFormation;
import dev.autofailover.simulated.lambda.FunctionDefinition;
import dev.autofailover.simulated.lambda.FunctionDefinition.Configuration;
import dev.autofailover.simulated.lambda.SimulatedLambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class ControlSearchTest {
    private static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), Optional.empty());

    private final RealTime time = new RealTime();
    private final SimulatedCloudFormation stacks = new SimulatedCloudFormation(time);
    private final SimulatedAws aws = new SimulatedAws(time).with(stacks);
    private final SimulatedLambda lambda = new SimulatedLambda(aws, AwsTiming.none());

    @TempDir
    private Path root;

    @BeforeEach
    void deploy() {
        aws.with(lambda);
        for (String region : new String[] {"eu-north-1", "us-west-2"}) {
            stacks.addStack(region, "team", Map.of("OrchestratorFunctionName", "decides"));
            lambda.deploy(FunctionDefinition.of("decides", region, (in, out, context) -> {})
                    .alias("live")
                    .configuration(new Configuration(
                            "arn:aws:iam::111122223333:role/" + region, Map.of("TABLE", "records-" + region))));
        }
    }

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void withoutAnyRegionItAsksForOne() {
        assertThatThrownBy(() -> search(Map.of()).find(NOTHING))
                .isInstanceOf(NotPossible.class)
                .hasMessageContaining("--region");
    }

    @Test
    void samconfigSaysWhatWasDeployedAndTheEnvironmentAndTheOperatorSayOtherwise() throws Exception {
        samconfig();

        assertThat(search(Map.of()).find(NOTHING).table()).isEqualTo("records-eu-north-1");
        assertThat(search(Map.of("AWS_REGION", "us-west-2")).find(NOTHING).table())
                .isEqualTo("records-us-west-2");
        Said said = new Said(Optional.of("eu-north-1"), Optional.of("team"), Optional.empty());
        assertThat(search(Map.of("AWS_REGION", "us-west-2")).find(said).table()).isEqualTo("records-eu-north-1");
    }

    @Test
    void aFunctionIsFoundByItsNameItsAliasAndItsArn() throws Exception {
        assertThat(byFunction("decides").role()).endsWith("role/us-west-2");
        assertThat(byFunction("decides:live").role()).endsWith("role/us-west-2");
        assertThat(byFunction("arn:aws:lambda:eu-north-1:111122223333:function:decides:live")
                        .region())
                .isEqualTo("eu-north-1");
        assertThatThrownBy(() -> byFunction("other"))
                .isInstanceOf(NotPossible.class)
                .hasMessageContaining("there is no function other in us-west-2");
    }

    private Control byFunction(String function) throws NotPossible {
        return search(Map.of("AWS_REGION", "us-west-2"))
                .find(new Said(Optional.empty(), Optional.empty(), Optional.of(function)));
    }

    private void samconfig() throws IOException {
        Files.writeString(root.resolve("samconfig.toml"), """
                version = 0.1
                [default.global.parameters]
                stack_name = "other"
                [control.global.parameters]
                stack_name = "team"   # ours
                region = "eu-north-1"
                [control.deploy.parameters]
                region = "eu-west-9"
                """);
    }

    private ControlSearch search(Map<String, String> variables) {
        Surroundings operator = new Surroundings(
                variables,
                aws.httpClient(Caller.outside("operator")),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")),
                time,
                time::pause);
        return new ControlSearch(new OperatorAws(operator), root);
    }
}
