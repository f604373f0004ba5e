// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.tests.deploy.Attempt.As;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Each function under its own role, with IAM enforced by who is not us: it does its work, and may nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastPrivilegeTest {
    private static final Set<String> CHECKER =
            Set.of("publish a vote", "query plans", "keep what could not be handled");

    /** What each function may, of {@link Attempt#all}. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "RdsEventSubscriber", Set.of("publish a vote", "keep what could not be handled"),
            "CloudWatchAlarmResponder", Set.of("publish a vote", "keep what could not be handled"),
            "DynamoDbHealthChecker",
                    with(
                            CHECKER,
                            "describe another table",
                            "update another table's item",
                            // CanaryTables is every table here; a record can't be changed all the same.
                            "read a record"),
            "DatabaseHealthChecker", with(CHECKER, "read a secret"),
            "FailoverOrchestrator",
                    Set.of(
                            "publish a notification",
                            "keep what could not be handled",
                            "query plans",
                            "read a record",
                            "write a record",
                            "change a record",
                            "describe a database",
                            "modify a database",
                            "reboot a database",
                            "promote a replica",
                            "list records",
                            "change records",
                            "see a change of records",
                            "look at alarms",
                            "ask a checker",
                            "tell the bus"));

    /** What MiniStack 1.5.33 does not get right: it asks for route53:GetChange on another resource than AWS, so that it is denied. */
    private static final Set<String> WRONGLY_DENIED = Set.of("see a change of records");

    private Optional<MiniStack> started = Optional.empty();
    private Optional<Deployment> deployed = Optional.empty();

    @BeforeAll
    void deploy(@TempDir Path folder) {
        MiniStack aws = MiniStack.start(folder, true);
        started = Optional.of(aws);
        deployed = Optional.of(Deployment.on(aws, folder, Map.of("CanaryTables", "arn:aws:dynamodb:*:*:table/*")));
    }

    @AfterAll
    void end() {
        started.ifPresent(MiniStack::close);
    }

    @Test
    void everyFunctionDoesItsWorkUnderItsOwnRole() throws IOException {
        Deployment deployment = deployed.orElseThrow();
        deployment.apply(Map.of());
        Sam.Stack site = Deployment.SITES.getFirst();

        String storageFull = Files.readString(Tools.PROJECT.resolve("events/rds-storage-full.sns.json"));
        String alarm = Files.readString(Tools.PROJECT.resolve("events/alarm-orders-connections-in-alarm.sns.json"));
        assertThat(deployment.invoke(site.region(), deployment.resource(site, "RdsEventSubscriber"), storageFull))
                .hasToString(deployment
                        .invoke(
                                Deployment.CONTROL.region(),
                                deployment.resource(Deployment.CONTROL, "RdsEventSubscriber"),
                                storageFull)
                        .toString());
        deployment.invoke(site.region(), deployment.resource(site, "CloudWatchAlarmResponder"), alarm);
        deployment.invoke(
                site.region(), deployment.resource(site, "DynamoDbHealthChecker"), "{\"schedule\":\"every-minute\"}");

        assertThat(deployment
                        .invoke(
                                site.region(),
                                deployment.resource(site, "DatabaseHealthChecker"),
                                check(deployment, site))
                        .toString())
                .as("the secret was read, and the login tried")
                .contains("connection refused");

        assertThat(Eventually.see("the subscriber's vote", () -> deployment.vote("rds-events")))
                .contains("DOWN");
        assertThat(Eventually.see("the responder's vote", () -> deployment.vote("connections")))
                .contains("DOWN");
        assertThat(deployment.command(Map.of("tick", true)).path("failed").asInt())
                .isZero();
    }

    /** What the orchestrator asks, of a database where nothing listens. */
    private static String check(Deployment deployment, Sam.Stack site) {
        String secret = deployment
                .aws
                .client(SecretsManagerClient.builder(), site.region())
                .createSecret(create -> create.name("orders-checker")
                        .secretString("{\"username\":\"checker\",\"password\":\"of nothing\"}"))
                .arn();
        return """
                {"version":1,"check":{"host":"127.0.0.1","port":1,"database":"orders","engine":"postgresql","secret":"%s",
                "tls":true,"write":false}}""".formatted(secret);
    }

    static Stream<String> functions() {
        return ALLOWED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void itMayDoWhatItDoesAndNothingElse(String function) {
        Deployment deployment = deployed.orElseThrow();
        As role = assumed(deployment, deployment.resource(Deployment.CONTROL, function + "Role"));
        Set<String> expected = new HashSet<>(Objects.requireNonNull(ALLOWED.get(function)));
        expected.removeAll(WRONGLY_DENIED);

        assertThat(Attempt.all().stream()
                        .filter(attempt -> attempt.isAllowed(role))
                        .map(Attempt::what)
                        .collect(Collectors.toSet()))
                .isEqualTo(expected);
    }

    /** Only Lambda may take on the role; for this test the account's root may too. */
    private static As assumed(Deployment deployment, String role) {
        String trust = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                "Principal":{"Service":"lambda.amazonaws.com","AWS":"arn:aws:iam::%s:root"}}]}""".formatted(MiniStack.ACCOUNT);
        deployment
                .aws
                .client(IamClient.builder(), "us-east-1")
                .updateAssumeRolePolicy(update -> update.roleName(role).policyDocument(trust));
        Credentials got = deployment
                .aws
                .client(StsClient.builder(), Deployment.CONTROL.region())
                .assumeRole(assume -> assume.roleArn("arn:aws:iam::" + MiniStack.ACCOUNT + ":role/" + role)
                        .roleSessionName("attempt"))
                .credentials();
        return new As(
                deployment, AwsSessionCredentials.create(got.accessKeyId(), got.secretAccessKey(), got.sessionToken()));
    }

    private static Set<String> with(Set<String> some, String... others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(others));
        return all;
    }
}
