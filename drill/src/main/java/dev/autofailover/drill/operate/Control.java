// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import java.util.Map;

/**
 * The control stack, as far as commands need it.
 *
 * @param region the control Region
 * @param function name or ARN of the orchestrator
 * @param role ARN of the orchestrator's execution role
 * @param variables the orchestrator's environment variables
 */
public record Control(String region, String function, String role, Map<String, String> variables) {
    /**
     * The name of the table of records.
     *
     * @throws NotPossible when the function does not say
     */
    public String table() throws NotPossible {
        String table = variables.get("TABLE");
        if (table == null) {
            throw new NotPossible(function + " in " + region
                    + " has no environment variable TABLE, or it can't be decrypted by these credentials: name the"
                    + " orchestrator of a control stack");
        }
        return table;
    }
}
