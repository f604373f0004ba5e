// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.Command;
import dev.autofailover.record.Pause;
import dev.autofailover.vote.SiteVote;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The truth a decision is made on: what is seen and said right now.
 *
 * @param votes every observer's latest, stale ones included
 * @param sites by site name, both sites always
 * @param fleet how busy the whole fleet is
 * @param command the operator's command that is being answered, if one is
 */
public record Observation(
        List<SiteVote> votes, Map<String, SiteObservation> sites, Fleet fleet, Optional<Command.Order> command) {

    /** What is seen of that site; a site that nothing was seen of is silent. */
    public SiteObservation site(String name) {
        SiteObservation seen = sites.get(name);
        return seen == null ? SiteObservation.silent() : seen;
    }

    /**
     * Runs under way in all services.
     *
     * @param running how many others run now
     * @param limit how many may run at once
     * @param aheadOfUs services that wait for a place with a higher priority
     * @param pause the pause of everything, if there is one; a service's own pause is in its record
     */
    public record Fleet(int running, int limit, int aheadOfUs, Optional<Pause> pause) {}
}
