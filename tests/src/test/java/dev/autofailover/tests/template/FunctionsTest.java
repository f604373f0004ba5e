// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import static dev.autofailover.tests.template.OurTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.tests.template.OurTemplate.Deployed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each function of the template is given, one by one. */
class FunctionsTest {
    static Stream<Deployed> functions() {
        return OurTemplate.functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void itsHandlerCanBeMadeByLambdaAndByTheLab(Deployed function) throws ReflectiveOperationException {
        Class<?> handler = Class.forName(function.at("/Handler").asText());

        assertThat(handler).isAssignableTo(RequestStreamHandler.class);
        assertThat(handler.getConstructor()).isNotNull();
        assertThat(handler.getConstructor(Surroundings.class)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void itsCodeIsWhatItsModuleBuilds(Deployed function) {
        Path jar = Path.of(function.at("/CodeUri").asText());
        // functions/MODULE/target/MODULE-function.jar
        Path module = OurTemplate.ROOT.resolve(jar.subpath(0, 2));

        assertThat(module.resolve("pom.xml")).exists();
        assertThat(jar).hasToString("functions/" + jar.getName(1) + "/target/" + jar.getName(1) + "-function.jar");
        assertThat(module.resolve(
                        "src/main/java/" + function.at("/Handler").asText().replace('.', '/') + ".java"))
                .matches(Files::isRegularFile, "is the handler's source");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void whatItCannotHandleIsKeptInTheStacksQueueAndTold(Deployed function) {
        assertThat(function.at("/EventInvokeConfig/DestinationConfig/OnFailure/Destination")
                        .asText())
                .isEqualTo(function.queueArn());
        assertThat(function.at("/Environment/Variables/DEAD_LETTERS").asText()).endsWith("/" + function.queueName());

        JsonNode alarm = function.kept("Alarm").properties();
        assertThat(alarm.path("Namespace").asText()).isEqualTo("AWS/SQS");
        assertThat(alarm.path("MetricName").asText()).isEqualTo("ApproximateNumberOfMessagesVisible");
        assertThat(alarm.at("/Dimensions/0/Name").asText()).isEqualTo("QueueName");
        assertThat(alarm.at("/Dimensions/0/Value").asText()).isEqualTo(function.queueName());
        assertThat(texts(alarm.path("AlarmActions")))
                .containsExactly(function.stack().outputs().get("NotificationsTopicArn"));

        assertThat(function.kept("").properties().path("MessageRetentionPeriod").asInt())
                .as("two weeks, the longest that SQS keeps a message")
                .isEqualTo(1_209_600);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void eachOfItsTriggersGivesUpIntoThatQueueAndMayWriteToIt(Deployed function) {
        function.at("/Events").properties().forEach(entry -> {
            JsonNode trigger = entry.getValue().path("Properties");
            switch (entry.getValue().path("Type").asText()) {
                case "SNS" ->
                    assertThat(trigger.at("/RedrivePolicy/deadLetterTargetArn").asText())
                            .isEqualTo(function.queueArn());
                case "EventBridgeRule" ->
                    assertThat(trigger.at("/DeadLetterConfig/Arn").asText()).isEqualTo(function.queueArn());
                // The next minute's look replaces a lost one: there is nothing to keep.
                case "ScheduleV2" ->
                    assertThat(trigger.at("/RetryPolicy/MaximumRetryAttempts").asInt())
                            .isZero();
                default -> throw new AssertionError("a trigger that this test does not know: " + entry);
            }
        });

        JsonNode statement = function.kept("Policy").properties().at("/PolicyDocument/Statement/0");
        assertThat(texts(statement.at("/Principal/Service")))
                .containsExactlyInAnyOrder("sns.amazonaws.com", "events.amazonaws.com");
        assertThat(statement.path("Action").asText()).isEqualTo("sqs:SendMessage");
        assertThat(statement.path("Resource").asText()).isEqualTo(function.queueArn());
    }

    @Test
    void aKeptNotificationNamesATopicThatBringsItToOneFunctionAlone() {
        assertThat(Stream.of(OurTemplate.control(), OurTemplate.site()))
                .allSatisfy(stack -> assertThat(stack.ofType("AWS::Serverless::Function").stream()
                                .flatMap(function ->
                                        function.properties().path("Events").valueStream())
                                .filter(trigger -> trigger.path("Type").asText().equals("SNS"))
                                .map(trigger -> trigger.at("/Properties/Topic").asText()))
                        .isNotEmpty()
                        .doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void itsLogsAreItsOwnAndAreNotKeptForEver(Deployed function) {
        assertThat(function.its("Logs").type()).isEqualTo("AWS::Logs::LogGroup");
        assertThat(function.its("Logs").properties().path("RetentionInDays").asInt())
                .isPositive();
        assertThat(function.at("/LoggingConfig/LogGroup").asText())
                .endsWith(function.function().logicalId() + "Logs");
        assertThat(function.at("/LoggingConfig/LogFormat").asText()).isEqualTo("JSON");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void itHasLimits(Deployed function) {
        List<String> limits = List.of(
                "/Timeout",
                "/MemorySize",
                "/EventInvokeConfig/MaximumEventAgeInSeconds",
                "/EventInvokeConfig/MaximumRetryAttempts");

        assertThat(limits)
                .allSatisfy(limit -> assertThat(function.at(limit).asInt()).isPositive());
    }
}
