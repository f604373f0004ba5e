// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.Control;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.plan.Site;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.vote.SiteVote;
import java.time.Instant;
import java.util.List;

/** What is known of a service before anything of it is looked at. */
record ServiceFacts(Control control, PlanVersion version, ServiceRecord record, List<SiteVote> votes, Instant now) {
    Plan plan() {
        return version.plan();
    }

    /** The site that serves. */
    Site active() {
        return plan().site(record.active());
    }

    /** The site that would take over. */
    Site standby() {
        return plan().other(record.active());
    }
}
