// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.json.FieldError;
import dev.autofailover.json.Shown;
import java.util.ArrayList;
import java.util.List;

/** Finds what looks like a secret: plans are kept in files, in a table, and shown to whoever asks. */
final class PlanSecrets {
    private static final String REMEDY = "no secret belongs in a plan: keep it in Secrets Manager, write the ARN in"
            + " database.secret, and change this one, for it has been read by others";

    private PlanSecrets() {}

    /** An error for each value that looks like a secret. */
    static List<FieldError> in(JsonNode plan) {
        var found = new ArrayList<FieldError>();
        search(plan, "", "", found);
        return found;
    }

    private static void search(JsonNode node, String name, String path, List<FieldError> found) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> search(
                            field.getValue(),
                            field.getKey(),
                            (path.isEmpty() ? "" : path + ".") + Shown.text(field.getKey()),
                            found));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                search(node.get(i), name, path + "[" + i + "]", found);
            }
        } else if (!node.isNull() && (Shown.soundsSecret(name) || Shown.looksSecret(node.asText()))) {
            found.add(new FieldError(path.isEmpty() ? "plan" : path, "(not shown)", REMEDY));
        }
    }
}
