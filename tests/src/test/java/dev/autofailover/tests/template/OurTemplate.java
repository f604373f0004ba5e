// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import dev.autofailover.simulated.SimulatedAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** template.yaml, resolved for each role as it would be deployed. */
final class OurTemplate {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final String CONTROL_REGION = "eu-north-1";
    static final String SITE_REGION = "eu-west-1";

    static final String CANARY_TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/sessions";

    private OurTemplate() {}

    static Stack control() {
        return resolve("control", CONTROL_REGION, Map.of("Role", "control", "CanaryTables", CANARY_TABLE));
    }

    static Stack site() {
        Map<String, String> outputs = control().outputs();
        return resolve(
                "site",
                SITE_REGION,
                Map.of(
                        "Role",
                        "site",
                        "ControlRegion",
                        CONTROL_REGION,
                        "VotesTopicArn",
                        outputs.getOrDefault("VotesTopicArn", ""),
                        "TableArn",
                        outputs.getOrDefault("TableArn", "")));
    }

    static Stack resolve(String name, String region, Map<String, String> parameters) {
        try {
            return Stack.resolve(
                    ROOT.resolve("template.yaml"), new Stack.Target(name, region, SimulatedAws.ACCOUNT, parameters));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A function in the stack of one role. */
    record Deployed(Stack stack, Resource function) {
        JsonNode at(String pointer) {
            return function.properties().at(pointer);
        }

        /** The resource whose logical id is the function's with that ending. */
        Resource its(String ending) {
            return stack.find(function.logicalId() + ending)
                    .orElseThrow(() -> new AssertionError(function.logicalId() + " has no " + ending));
        }

        /** What keeps what the stack's functions could not handle: the queue, or the resource beside it with that ending. */
        Resource kept(String ending) {
            return stack.find("DeadLetters" + ending).orElseThrow();
        }

        String queueArn() {
            return "arn:aws:sqs:" + stack.region() + ":" + SimulatedAws.ACCOUNT + ":" + queueName();
        }

        String queueName() {
            return stack.name() + "-DeadLetters";
        }

        @Override
        public String toString() {
            return function.logicalId() + " in role " + stack.name();
        }
    }

    /** Every function of both roles. */
    static Stream<Deployed> functions() {
        return Stream.of(control(), site())
                .flatMap(stack -> stack.ofType("AWS::Serverless::Function").stream()
                        .map(function -> new Deployed(stack, function)));
    }

    /** The elements of a list, or the one value itself. */
    static List<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray()
                ? oneOrMore.valueStream().map(JsonNode::asText).toList()
                : List.of(oneOrMore.asText());
    }
}
