// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import java.nio.file.Path;
import java.util.Map;

/**
 * What kind of lab is wanted.
 *
 * @param root the project's folder, which holds template.yaml and plans/orders.yaml
 * @param stepLimits limits of a run's steps that differ from the plan's, by the step's word in plans
 */
public record LabOptions(Path root, LabPolicy policy, AwsPace pace, Map<String, String> stepLimits) {
    /** How long AWS's own part of things takes. */
    public enum AwsPace {
        /** Short times in the proportions of the real ones. */
        QUICK,
        /** As documented, or a careful estimate. */
        DOCUMENTED
    }
}
