// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.autofailover.alarms.CloudWatchAlarmResponder;
import dev.autofailover.database.DatabaseHealthChecker;
import dev.autofailover.dynamodb.DynamoDbHealthChecker;
import dev.autofailover.lambda.Priming;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.orchestrator.FailoverOrchestrator;
import dev.autofailover.rdsevents.RdsEventSubscriber;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

class FunctionsArePrimedTest {
    private static final Surroundings REAL = new Surroundings(
            Map.of(
                    "AWS_REGION", "eu-north-1",
                    "CONTROL_REGION", "eu-north-1",
                    "TABLE", "records",
                    "VOTES_TOPIC", "arn:aws:sns:eu-north-1:111122223333:votes",
                    "NOTIFY_TOPIC", "arn:aws:sns:eu-north-1:111122223333:notifications",
                    "AWS_LAMBDA_FUNCTION_NAME", "function",
                    "DEAD_LETTERS", "https://sqs.eu-north-1.amazonaws.com/111122223333/letters"),
            new Untouched(),
            () -> {
                throw new AssertionError("the role's credentials were asked for");
            },
            InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")),
            howLong -> {
                throw new AssertionError("waited");
            });

    @Test
    void theSubscriberPublishesAVoteAndARepairToNobody() {
        assertThat(answers(RdsEventSubscriber.class, RdsEventSubscriber::new))
                .satisfiesExactly(
                        vote -> assertThat(vote).contains("\"votes\":1", "\"poison\":0"),
                        repair -> assertThat(repair).contains("\"repairs\":1", "\"poison\":0"));
    }

    @Test
    void theResponderPublishesVotesToNobody() {
        assertThat(answers(CloudWatchAlarmResponder.class, CloudWatchAlarmResponder::new))
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer).contains("\"votes\":1", "\"poison\":0"));
    }

    @Test
    void theCheckersFindNoPlansAndCheckNothing() {
        assertThat(answers(DynamoDbHealthChecker.class, DynamoDbHealthChecker::new))
                .containsExactly("{\"observers\":0}");
        assertThat(answers(DatabaseHealthChecker.class, DatabaseHealthChecker::new))
                .containsExactly("{\"observers\":0}");
    }

    @Test
    void theOrchestratorTakesAVoteAndATickAndFindsNoPlans() {
        assertThat(answers(FailoverOrchestrator.class, FailoverOrchestrator::new))
                .containsExactly("{\"services\":0,\"failed\":0}", "{\"services\":0,\"failed\":0}");
    }

    private static List<String> answers(
            Class<? extends RequestStreamHandler> function, Function<Surroundings, RequestStreamHandler> make) {
        List<String> answers = new ArrayList<>();
        new Priming(REAL, function, world -> heard(make.apply(world), answers))
                .beforeCheckpoint(Core.getGlobalContext());
        return answers;
    }

    private static RequestStreamHandler heard(RequestStreamHandler function, List<String> answers) {
        return (input, output, context) -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            function.handleRequest(input, answer, context);
            answers.add(answer.toString(StandardCharsets.UTF_8));
        };
    }

    private record Untouched() implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            throw new AssertionError("a call left: " + request.httpRequest().getUri());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
