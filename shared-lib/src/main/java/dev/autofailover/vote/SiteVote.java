// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.vote;

import java.time.Instant;
import java.util.Map;

/**
 * The latest opinion that one observer of a plan has of one site.
 *
 * @param observer its name in the plan
 * @param site the site's name in the plan
 * @param since when the observer first held this opinion without a break
 */
public record SiteVote(
        String observer,
        String site,
        Opinion opinion,
        Instant at,
        Instant since,
        String reason,
        Map<String, String> evidence) {}
