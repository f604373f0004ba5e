// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.LambdaSurroundings;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.lambda.Variables;
import dev.autofailover.lambda.VirtualThreads;
import dev.autofailover.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Makes the calls to AWS of the orchestrator's tick over quiet services with the SDK's clients, in the tick's order and as many at once, and
 * nothing else: what the tick takes longer is its own. It stands in the place of the handler in the orchestrator's package.
 */
public final class CallsAlone implements RequestStreamHandler {
    private static final String SERVICES = "services";

    private final AwsClients clients;
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Map<String, RdsClient> rds = new ConcurrentHashMap<>();
    private final SideBySide services = new VirtualThreads(16);
    private final SideBySide calls = new VirtualThreads(128);

    /** For the runtime interface client. */
    public CallsAlone() {
        Surroundings real = LambdaSurroundings.real();
        Variables variables = new Variables(real.variables());
        clients = new AwsClients(real);
        dynamoDb = clients.control(DynamoDbClient.builder(), variables.region("CONTROL_REGION"));
        table = variables.required("TABLE", "the name of the table of records");
    }

    /** What it is to be invoked with for a tick over the services of those plans. */
    static ObjectNode tick(List<Plan> plans) {
        ObjectNode input = Json.object();
        for (Plan plan : plans) {
            ObjectNode service = input.withArray(SERVICES).addObject().put("name", plan.service());
            plan.sites().forEach(site -> service.withObject("databases").put(site.region(), site.database()));
        }
        return input;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        ObjectNode asked = InputReader.read(input);
        query("PLANS");
        List<Supplier<Integer>> all = new ArrayList<>();
        asked.path(SERVICES).forEach(service -> all.add(() -> look(service)));
        int made = services.all(all).stream().reduce(1, Integer::sum);
        output.write(Json.write(Json.object().put("calls", made)).getBytes(StandardCharsets.UTF_8));
    }

    private int look(JsonNode service) {
        String partition = "SERVICE#" + service.path("name").asText();
        dynamoDb.getItem(get -> get.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS("RECORD")))
                .consistentRead(true));
        query(partition);
        List<Supplier<Integer>> databases = new ArrayList<>();
        service.path("databases")
                .properties()
                .forEach(each -> databases.add(() -> {
                    String identifier = each.getValue().asText();
                    return rds.computeIfAbsent(each.getKey(), in -> clients.site(RdsClient.builder(), Region.of(in)))
                            .describeDBInstances(ask -> ask.dbInstanceIdentifier(identifier))
                            .dbInstances()
                            .size();
                }));
        return 2 + calls.all(databases).stream().reduce(0, Integer::sum);
    }

    private void query(String partition) {
        dynamoDb.query(query -> query.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(partition),
                        ":prefix", AttributeValue.fromS(partition.equals("PLANS") ? "" : "VOTES#"))));
    }
}
