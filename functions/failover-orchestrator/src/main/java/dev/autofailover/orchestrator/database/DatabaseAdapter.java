// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.database;

import dev.autofailover.decision.SiteObservation;
import dev.autofailover.orchestrator.steps.Evidence;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.run.Run;
import dev.autofailover.run.StepResult;

/**
 * One way of keeping a database in two Regions. Everything here looks first and acts only if needed, so it can be repeated at any
 * time; each call to AWS ends within seconds, also when the Region is dead.
 */
public interface DatabaseAdapter {
    /**
     * What AWS says of the site's database right now; {@link SiteObservation#silent()} when its Region does not answer.
     *
     * @param withLag whether to ask for the samples of its replication lag too
     */
    SiteObservation look(Plan plan, Site site, boolean withLag);

    /** Whether a database of that status does not serve, and does not come back by itself: grounds for a vote. */
    boolean isBad(String status);

    /**
     * Ensures that the database commits nothing more for anybody but the checkers, and that no old session goes on; or, where AWS ensures
     * that in the very call that promotes the other one, says so.
     *
     * @param move what it is fenced for
     */
    StepResult fence(Plan plan, Site site, Run.Kind move, Evidence evidence);

    /**
     * Ensures that the database is open again as it was before the fence.
     *
     * @param fence what the fence kept; nothing when no fence was tried
     * @param evidence of the release itself
     */
    StepResult release(Plan plan, Site site, Evidence fence, Evidence evidence);

    /** In a switchover: ensures that nothing committed on the old writer is missing on the new one once that is promoted. */
    StepResult catchUp(Plan plan, Run run, Evidence evidence);

    /**
     * Ensures that the database takes writes: it follows no other, is available, and out of recovery.
     *
     * @param move what it is promoted for; a switchover may not lose anything
     */
    StepResult promote(Plan plan, Site site, Run.Kind move, Evidence evidence);
}
