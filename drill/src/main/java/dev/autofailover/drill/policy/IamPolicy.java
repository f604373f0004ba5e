// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Grants as a policy document of IAM. */
public final class IamPolicy {
    private IamPolicy() {}

    /** One statement a grant, each with a name of its own. */
    public static ObjectNode of(List<Grant> grants) {
        ObjectNode policy = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        Map<String, Integer> used = new HashMap<>();
        for (Grant grant : grants) {
            int times = used.merge(grant.name(), 1, Integer::sum);
            ObjectNode statement = statements
                    .addObject()
                    .put("Sid", times == 1 ? grant.name() : grant.name() + times)
                    .put("Effect", "Allow");
            texts(statement, "Action", grant.actions());
            texts(statement, "Resource", grant.resources());
            if (!grant.only().isEmpty()) {
                ObjectNode keys = statement.putObject("Condition").putObject("ForAllValues:StringEquals");
                new TreeMap<>(grant.only()).forEach((key, values) -> texts(keys, key, values));
            }
        }
        return policy;
    }

    private static void texts(ObjectNode object, String name, List<String> texts) {
        if (texts.size() == 1) {
            object.put(name, texts.getFirst());
        } else {
            texts.forEach(object.putArray(name)::add);
        }
    }
}
