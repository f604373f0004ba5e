// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.plan.Site;
import java.util.Set;

/** What a {@link Fence} is put around: databases whose security groups can be replaced, and whose sessions a reboot cuts. */
interface Fenceable {
    /** The instance that takes the site's writes, with the calls that a dry run takes for made. */
    Described<Instance> describe(Site site, Effects effects);

    /** Asks for these security groups and no others. */
    Change isolate(Site site, Set<String> groups, Effects effects);

    /** Asks for a reboot of that instance. */
    Change reboot(Site site, Effects effects);
}
