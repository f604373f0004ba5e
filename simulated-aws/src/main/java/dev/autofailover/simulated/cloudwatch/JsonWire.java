// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.JsonProtocol;
import java.time.Instant;

/** AWS JSON 1.0: times are seconds since 1970. */
record JsonWire() implements Wire {
    private static final JsonProtocol PROTOCOL = new JsonProtocol("1.0");

    @Override
    public String operation(Call call) {
        return PROTOCOL.operation(call);
    }

    @Override
    public ObjectNode input(Call call) {
        return PROTOCOL.input(call);
    }

    @Override
    public Answer answer(String operation, ObjectNode output) {
        return PROTOCOL.answer(inSeconds(output));
    }

    @Override
    public Answer error(AwsError error) {
        return PROTOCOL.answer(error);
    }

    private static JsonNode inSeconds(JsonNode node) {
        if (node instanceof POJONode pojo && pojo.getPojo() instanceof Instant time) {
            return DoubleNode.valueOf(time.toEpochMilli() / 1e3);
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> copy.set(member.getKey(), inSeconds(member.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(inSeconds(item)));
            return copy;
        }
        return node;
    }
}
