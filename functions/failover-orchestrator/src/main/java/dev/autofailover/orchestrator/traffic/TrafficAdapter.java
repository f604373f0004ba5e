// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.traffic;

import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.run.StepResult;

/** One thing that leads clients to a site. */
public interface TrafficAdapter {
    /**
     * Ensures that clients are led to the target, told so by AWS and seen by a client's means. What was there before is kept in the
     * evidence. What leads to neither of the plan's sites was put there by other hands and is left alone.
     */
    StepResult lead(Target target, Evidence evidence);

    /**
     * Where to.
     *
     * @param generation of the run that does it: who comes with a smaller one is too late
     * @param site the name of the site
     * @param endpoint the site's host name
     * @param other the other site's host name: what is replaced
     */
    record Target(String service, long generation, String site, String endpoint, String other) {}
}
