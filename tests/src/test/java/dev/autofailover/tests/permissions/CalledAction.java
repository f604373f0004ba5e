// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.nio.charset.StandardCharsets;

/**
 * What IAM is asked when a call is made: the action and the resource (Service Authorization Reference).
 *
 * @param resource its ARN; {@code *} for an action that takes none
 */
record CalledAction(String action, String resource) {
    /** @throws IllegalArgumentException for a call that this does not know: then say here what IAM makes of it */
    static CalledAction of(RecordedCall made) {
        Call call = made.request();
        String operation = made.operation();
        return switch (made.service()) {
            case "dynamodb" -> {
                if (operation.startsWith("Transact") || operation.startsWith("Batch")) {
                    throw new IllegalArgumentException("several actions in one call: " + operation);
                }
                yield new CalledAction("dynamodb:" + operation, table(call));
            }
            case "sns" -> new CalledAction("sns:" + operation, parameter(call, "TopicArn"));
            case "sqs" -> new CalledAction("sqs:" + operation, queue(call));
            case "rds" -> new CalledAction("rds:" + operation, database(call));
            case "monitoring" -> new CalledAction("cloudwatch:" + operation, "*");
            case "route53" -> new CalledAction("route53:" + operation, zoneOrChange(call));
            case "lambda" -> invocation(call, operation);
            case "secretsmanager" ->
                new CalledAction(
                        "secretsmanager:" + operation,
                        body(call).path("SecretId").asText());
            case "events" -> new CalledAction("events:" + operation, bus(call));
            default -> throw new IllegalArgumentException("a service that this does not know: " + made);
        };
    }

    private static String table(Call call) {
        String name = body(call).path("TableName").asText();
        return name.startsWith("arn:") ? name : arn("dynamodb", call, "table/" + name);
    }

    private static String queue(Call call) {
        String url = body(call).path("QueueUrl").asText();
        return arn("sqs", call, url.substring(url.lastIndexOf('/') + 1));
    }

    private static String database(Call call) {
        String cluster = parameter(call, "GlobalClusterIdentifier");
        if (!cluster.equals("*")) {
            return "arn:aws:rds::" + SimulatedAws.ACCOUNT + ":global-cluster:" + cluster;
        }
        String member = parameter(call, "DBClusterIdentifier");
        return member.equals("*")
                ? database(call, "db", parameter(call, "DBInstanceIdentifier"))
                : database(call, "cluster", member);
    }

    private static String database(Call call, String type, String identifier) {
        return identifier.startsWith("arn:") ? identifier : arn("rds", call, type + ":" + identifier);
    }

    private static String zoneOrChange(Call call) {
        // /2013-04-01/hostedzone/ID/rrset, /2013-04-01/change/ID
        String[] path = call.path().split("/", -1);
        return "arn:aws:route53:::" + path[2] + "/" + path[3];
    }

    private static CalledAction invocation(Call call, String operation) {
        if (!operation.equals("Invoke")) {
            throw new IllegalArgumentException("a call of Lambda that this does not know: " + operation);
        }
        String name = call.path().replaceFirst("^/2015-03-31/functions/", "").replaceFirst("/invocations$", "");
        return new CalledAction(
                "lambda:InvokeFunction", name.startsWith("arn:") ? name : arn("lambda", call, "function:" + name));
    }

    private static String bus(Call call) {
        String name = body(call).at("/Entries/0/EventBusName").asText("default");
        return name.startsWith("arn:") ? name : arn("events", call, "event-bus/" + name);
    }

    private static String parameter(Call call, String name) {
        return QueryParameters.of(call).text(name).orElse("*");
    }

    private static String arn(String service, Call call, String resource) {
        return "arn:aws:" + service + ":" + call.region() + ":" + SimulatedAws.ACCOUNT + ":" + resource;
    }

    private static JsonNode body(Call call) {
        try {
            return Json.parse(new String(call.body(), StandardCharsets.UTF_8), "body");
        } catch (Malformed malformed) {
            throw new IllegalArgumentException(call.path() + " has no JSON", malformed);
        }
    }
}
