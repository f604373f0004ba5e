// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** plans/orders.yaml, with the names and addresses of one lab put in, and the policy that was asked for. */
final class LabPlan {
    private final ObjectNode tree;

    private LabPlan(ObjectNode tree) {
        this.tree = tree;
    }

    static LabPlan read(Path file) throws IOException {
        return new LabPlan((ObjectNode) new YAMLMapper().readTree(file.toFile()));
    }

    LabPlan policy(LabPolicy policy) {
        policy.into(tree);
        return this;
    }

    /** Where a site's database answers in this lab. */
    LabPlan endpoint(String site, String host) {
        site(site).put("endpoint", host);
        return this;
    }

    /** Which function checks a site's database. */
    LabPlan checker(String site, String arn) {
        site(site).put("checker", arn);
        return this;
    }

    private ObjectNode site(String name) {
        return (ObjectNode) tree.path("sites").path(name);
    }

    LabPlan database(int port, String secretArn) {
        ((ObjectNode) tree.path("database")).put("port", port).put("secret", secretArn);
        return this;
    }

    LabPlan hostedZone(String id) {
        tree.path("traffic").forEach(way -> ((ObjectNode) way.path("route53-record")).put("hostedZone", id));
        return this;
    }

    LabPlan notify(String topicArn) {
        ((ObjectNode) tree.path("notify")).put("topic", topicArn);
        return this;
    }

    /** Puts values where those paths lead, such as {@code /policy/steps/catch-up}; an empty one takes away what is there. */
    LabPlan changed(Map<String, String> changes) {
        changes.forEach((path, value) -> {
            int last = path.lastIndexOf('/');
            String parent = path.substring(0, last);
            String name = path.substring(last + 1);
            if (!value.isEmpty()) {
                tree.withObject(parent).put(name, value);
            } else if (tree.at(parent) instanceof ArrayNode list) {
                list.remove(Integer.parseInt(name));
            } else {
                tree.withObject(parent).remove(name);
            }
        });
        return this;
    }

    /** The plan as a text that the command apply-plan takes. */
    String text() throws IOException {
        return new ObjectMapper().writeValueAsString(tree);
    }

    String at(String pointer) {
        JsonNode found = tree.at(pointer);
        if (!found.isValueNode()) {
            throw new IllegalStateException("the plan that the lab starts from has no " + pointer);
        }
        return found.asText();
    }
}
