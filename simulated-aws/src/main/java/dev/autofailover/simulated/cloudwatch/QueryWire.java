// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.QueryProtocol;
import dev.autofailover.simulated.Xml;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.util.Set;

/** The query protocol: {@code A.member.1.B} becomes a list of objects, and back as XML. */
record QueryWire() implements Wire {
    private static final QueryProtocol PROTOCOL = new QueryProtocol("http://monitoring.amazonaws.com/doc/2010-08-01/");
    private static final Set<String> PROTOCOL_NAMES = Set.of("Action", "Version");

    @Override
    public String operation(Call call) {
        return PROTOCOL.operation(call);
    }

    @Override
    public ObjectNode input(Call call) {
        return tree(QueryParameters.of(call));
    }

    private static ObjectNode tree(QueryParameters parameters) {
        ObjectNode tree = JsonProtocol.object();
        for (String name : parameters.names()) {
            String first = name.split("\\.", 2)[0];
            if (tree.has(first) || PROTOCOL_NAMES.contains(name)) {
                continue;
            }
            if (name.equals(first)) {
                tree.put(first, parameters.text(first).orElse(""));
            } else if (name.startsWith(first + ".member.")) {
                ArrayNode list = tree.putArray(first);
                parameters.texts(first + ".member").forEach(list::add);
                parameters.structures(first + ".member").forEach(each -> list.add(tree(each)));
            } else {
                tree.set(first, tree(parameters.inside(first)));
            }
        }
        return tree;
    }

    @Override
    public Answer answer(String operation, ObjectNode output) {
        return PROTOCOL.answer(operation, xml -> write(xml, output));
    }

    private static void write(Xml xml, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> xml.element(member.getKey(), inside -> write(inside, member.getValue())));
        } else if (node.isArray()) {
            node.forEach(item -> xml.element("member", inside -> write(inside, item)));
        } else {
            xml.value(node.asText());
        }
    }

    @Override
    public Answer error(AwsError error) {
        return PROTOCOL.answer(error);
    }
}
