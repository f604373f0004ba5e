// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.tell;

import dev.autofailover.message.Notification;
import dev.autofailover.plan.Plan;

/** Tells people and machines. */
@FunctionalInterface
public interface Notifier {
    /**
     * Tells it once; may be called again with the same notification, which has an id by which receivers drop repetitions.
     *
     * @return whether everybody was told
     */
    boolean tell(Plan plan, Notification news);
}
