// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import java.util.List;
import java.util.Optional;

/**
 * The declarative description of one service, valid by construction: only {@link PlanParser} makes one, and it refuses what
 * cannot be carried out.
 *
 * @param service its name: lower-case letters, digits and hyphens
 * @param control the Region in which the orchestrator decides
 * @param sites exactly two, in the order of the file
 * @param prefers the name of the site where the service should live; nothing moves back there by itself
 * @param traffic the switches that lead clients to the active site, in the order in which they are switched; at least one
 * @param notifyTopic ARN of the SNS topic that people listen to
 */
public record Plan(
        String service,
        String control,
        List<Site> sites,
        String prefers,
        Database database,
        List<TrafficSwitch> traffic,
        Observers observers,
        Policy policy,
        Optional<String> notifyTopic) {

    /** The site of that name; names come from this plan or from a record made with it. */
    public Site site(String name) {
        return sites.stream()
                .filter(site -> site.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("plan " + service + " has no site named " + name));
    }

    /** Whether the loss of that site's Region takes the decision with it: then it can't be handled until another Region decides. */
    public boolean decidedIn(String site) {
        return site(site).region().equals(control);
    }

    /** The site that is not {@code name}. */
    public Site other(String name) {
        return sites.get(sites.indexOf(site(name)) == 0 ? 1 : 0);
    }
}
