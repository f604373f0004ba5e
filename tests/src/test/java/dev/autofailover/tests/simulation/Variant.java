// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * In what way a history's world differs from others.
 *
 * @param slowAws whether AWS takes the times that it documents
 * @param aurora whether the databases are those of an Aurora global database
 * @param whenUnreachable what the plan says of a fence that can't be placed
 * @param unknownLag what the plan says of a lag that nobody knows
 * @param every how often the probes look
 */
record Variant(boolean slowAws, boolean aurora, String whenUnreachable, String unknownLag, String every) {
    static Variant of(Random random) {
        return new Variant(
                random.nextInt(4) == 0,
                false,
                random.nextInt(3) == 0 ? "ask" : "proceed",
                random.nextBoolean() ? "block" : "allow",
                random.nextBoolean() ? "PT5S" : "PT20S");
    }

    /** Nothing is slow, and nobody is asked what a plan can say. */
    static Variant plain() {
        return new Variant(false, false, "proceed", "allow", "PT5S");
    }

    /** The same with an Aurora global database. */
    static Variant plainAurora() {
        return new Variant(false, true, "proceed", "allow", "PT5S");
    }

    String endpoint(String region) {
        return aurora ? Databases.clusterEndpoint(region) : Databases.endpoint(region);
    }

    /** plans/orders.yaml with the names of one simulated world put in. */
    String plan(String secretArn, String topicArn, Map<String, String> checkers) {
        try {
            ObjectNode plan = (ObjectNode) new YAMLMapper()
                    .readTree(Path.of("..", "plans", "orders.yaml").toFile());
            Regions.SITES.forEach(region -> ((ObjectNode) plan.path("sites").path(Regions.site(region)))
                    .put("region", region)
                    .put("database", Databases.identifier(region))
                    .put("endpoint", endpoint(region))
                    .put("isolation", Databases.ISOLATING + Regions.site(region))
                    .put("checker", checkers.get(region)));
            ((ObjectNode) plan.path("database")).put("secret", secretArn);
            if (aurora) {
                ((ObjectNode) plan.path("database"))
                        .put("kind", "aurora-global")
                        .put("globalCluster", SimulatedSystem.GLOBAL_CLUSTER);
            }
            ((ObjectNode) plan.at("/database/fence")).put("whenUnreachable", whenUnreachable);
            ((ObjectNode) plan.at("/traffic/0/route53-record")).put("hostedZone", SimulatedSystem.ZONE);
            plan.at("/observers/list").forEach(observer -> {
                if (observer.get("probe") instanceof ObjectNode probe) {
                    probe.put("every", every);
                }
            });
            ((ObjectNode) plan.path("policy"))
                    .put("awsRepairGrace", "PT30S")
                    .put("coolDown", "PT10M")
                    .put("unknownLag", unknownLag);
            ((ObjectNode) plan.path("notify")).put("topic", topicArn);
            return new ObjectMapper().writeValueAsString(plan);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
