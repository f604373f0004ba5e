// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import java.nio.file.Path;
import java.util.Map;

/**
 * What kind of lab is wanted.
 *
 * @param root the project's folder, which holds template.yaml and plans/orders.yaml
 * @param changes what the plan says differently, by the path in it; an empty value takes away what is there
 */
public record LabOptions(Path root, LabPolicy policy, AwsPace pace, Map<String, String> changes) {
    /** The same with these changes of the plan. */
    public LabOptions with(Map<String, String> others) {
        return new LabOptions(root, policy, pace, others);
    }

    /** How long AWS's own part of things takes. */
    public enum AwsPace {
        /** Short times in the proportions of the real ones. */
        QUICK,
        /** As documented, or a careful estimate. */
        DOCUMENTED
    }
}
