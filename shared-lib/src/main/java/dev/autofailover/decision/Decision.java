// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.vote.SiteVote;
import java.time.Instant;
import java.util.List;

/**
 * What the policy answers, with its grounds. Decisions not to act are decisions too.
 *
 * @param row of the decision table
 * @param text the grounds as one sentence with numbers, for people
 * @param votes those that it was decided on, fresh ones of both sites
 */
public record Decision(
        String service, Instant at, int row, Reason reason, Outcome outcome, String text, List<SiteVote> votes) {}
