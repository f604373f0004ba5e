// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.RealTime;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.iam.SimulatedIam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;

class PlanPolicyTest {
    private static final Path EXAMPLE = Path.of("..", "plans", "orders.yaml");

    @TempDir
    private Path folder;

    @Test
    void thePolicyNamesTheDatabasesTheZoneTheSecretAndNothingWider() throws IOException {
        JsonNode policy = policy(EXAMPLE);

        assertThat(statement(policy, "MoveDatabases").path("Resource"))
                .map(JsonNode::asText)
                .containsExactly(
                        "arn:aws:rds:eu-west-1:111122223333:db:orders",
                        "arn:aws:rds:eu-central-1:111122223333:db:orders-replica");
        JsonNode traffic = statement(policy, "SwitchTraffic");
        assertThat(traffic.path("Resource").asText()).isEqualTo("arn:aws:route53:::hostedzone/Z0123456789EXAMPLE");
        assertThat(traffic.at(
                        "/Condition/ForAllValues:StringEquals/route53:ChangeResourceRecordSetsNormalizedRecordNames"))
                .map(JsonNode::asText)
                .containsExactly("orders-db.example.com", "_autofailover.orders-db.example.com");
        assertThat(statement(policy, "LogIn").path("Resource")).hasSize(3);
        assertThat(policy.path("Statement"))
                .noneMatch(each -> each.path("Resource").asText().equals("*")
                        && !each.path("Sid").asText().equals("LookAtMetricsAndAlarms"));
    }

    @Test
    void theParametersMakeTheTemplateAllowAllThatThePolicyAllows() throws IOException {
        Map<String, String> parameters = new HashMap<>(Map.of("Role", "control"));
        Ran printed = Ran.with("plan", "policy", "--only", "parameters", EXAMPLE.toString());
        Pattern.compile("(\\w+)=(\\S+)")
                .matcher(printed.out())
                .results()
                .forEach(value -> parameters.put(value.group(1), value.group(2)));
        assertThat(parameters).hasSize(6);
        Stack stack = Stack.resolve(
                Path.of("..", "template.yaml"), new Stack.Target("af", "eu-north-1", "111122223333", parameters));

        for (JsonNode statement : policy(EXAMPLE).path("Statement")) {
            if (!statement.path("Sid").asText().equals("TellPeople")) {
                assertThat(denied(stack, statement)).isEmpty();
            }
        }
    }

    @Test
    void severalPlansAreTakenTogether() throws IOException {
        Path invoices = Files.writeString(
                folder.resolve("invoices.yaml"),
                Files.readString(EXAMPLE)
                        .replace("service: orders", "service: invoices")
                        .replace("database: orders", "database: invoices")
                        .replace("orders-db.example.com", "invoices-db.example.com"));

        JsonNode policy = policy(EXAMPLE, invoices);

        assertThat(statement(policy, "LookAtDatabases").path("Resource")).hasSize(4);
        assertThat(statement(policy, "SwitchTraffic2").toString()).contains("invoices-db.example.com");
        assertThat(statement(policy, "ReadZone").path("Resource").isTextual()).isTrue();
    }

    @Test
    void whereThePlanNamesSeveralAccountsTheOperatorSaysWhich() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                Files.readString(EXAMPLE)
                        .replace("secretsmanager:eu-west-1:111122223333", "secretsmanager:eu-west-1:444455556666"));

        Ran without = Ran.with("plan", "policy", plan.toString());
        Ran with = Ran.with("plan", "policy", "--account", "777788889999", plan.toString());

        assertThat(without.exitCode()).isOne();
        assertThat(without.err())
                .contains("111122223333, 444455556666", "--account")
                .hasLineCount(1);
        assertThat(with.out()).contains("arn:aws:rds:eu-west-1:777788889999:db:orders");
        assertThat(Ran.with("plan", "policy", "--account", "me", plan.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void ofAWrongPlanNothingIsPrintedButWhatIsWrong() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("plan.yaml"), Files.readString(EXAMPLE).replace("quorum: 2", "quorum: 0"));

        Ran ran = Ran.with("plan", "policy", EXAMPLE.toString(), wrong.toString());

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("observers.quorum");
    }

    private static JsonNode policy(Path... files) throws IOException {
        List<String> words = new ArrayList<>(List.of("plan", "policy", "--only", "policy"));
        Stream.of(files).map(Path::toString).forEach(words::add);
        return new ObjectMapper()
                .readTree(Ran.with(words.toArray(String[]::new)).out());
    }

    private static JsonNode statement(JsonNode policy, String name) {
        return policy.path("Statement")
                .valueStream()
                .filter(each -> each.path("Sid").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the template's roles, each on its own, do not allow of that statement. */
    private static List<String> denied(Stack stack, JsonNode statement) {
        try (RealTime time = new RealTime()) {
            SimulatedIam iam = new SimulatedIam();
            SimulatedAws aws = new SimulatedAws(time).with(iam);
            List<String> roles = stack.ofType("AWS::Serverless::Function").stream()
                    .map((Resource function) -> iam.addRole(function.logicalId(), stack.policies(function)))
                    .toList();
            IamClient client = IamClient.builder()
                    .region(Region.AWS_GLOBAL)
                    .httpClient(aws.httpClient(Caller.outside("test")))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                    .build();
            List<String> refused = new ArrayList<>();
            for (String resource : texts(statement.path("Resource"))) {
                List<String> actions = texts(statement.path("Action"));
                boolean allowed = roles.stream()
                        .anyMatch(role -> client
                                .simulatePrincipalPolicy(ask -> ask.policySourceArn(role)
                                        .actionNames(actions)
                                        .resourceArns(resource)
                                        .contextEntries(context(statement)))
                                .evaluationResults()
                                .stream()
                                .allMatch(
                                        result -> result.evalDecisionAsString().equals("allowed")));
                if (!allowed) {
                    refused.add(actions + " on " + resource);
                }
            }
            return refused;
        }
    }

    private static List<ContextEntry> context(JsonNode statement) {
        return statement.at("/Condition/ForAllValues:StringEquals").properties().stream()
                .map(key -> ContextEntry.builder()
                        .contextKeyName(key.getKey())
                        .contextKeyType("stringList")
                        .contextKeyValues(texts(key.getValue()))
                        .build())
                .toList();
    }

    private static List<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray()
                ? oneOrMore.valueStream().map(JsonNode::asText).toList()
                : List.of(oneOrMore.asText());
    }
}
