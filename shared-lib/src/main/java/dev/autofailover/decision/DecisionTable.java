// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import java.util.List;
import java.util.Optional;

/** The decision table: read from the top, the first row that fits is the decision. The same table is docs/decision-table.md. */
public final class DecisionTable {
    private static final List<Row> ROWS = List.of(
            row(1, "a run is under way", "go on with it", TopologyRows::runUnderWay, Reason.RUN_UNDER_WAY),
            row(
                    2,
                    "both sites accept writes",
                    "tell, loudly; nothing else",
                    TopologyRows::twoWriters,
                    Reason.TWO_WRITERS),
            row(
                    3,
                    "the sites' roles changed by other hands",
                    "tell; wait for `adopt`",
                    TopologyRows::movedOutside,
                    Reason.MOVED_OUTSIDE),
            row(
                    4,
                    "the deciding side sees neither site nor AWS itself",
                    "nothing; tell when it sees again",
                    TopologyRows::isolated,
                    Reason.ISOLATED),
            row(
                    5,
                    "an operator's failover or switchover waits",
                    "start it, or refuse it with the reason",
                    CommandRow::commanded,
                    Reason.COMMAND,
                    Reason.ACTIVE_DIFFERS,
                    Reason.NOT_HEALTHY,
                    Reason.STANDBY_UNFIT,
                    Reason.LAG_UNKNOWN,
                    Reason.LAG_OVER_LIMIT,
                    Reason.FLEET_LIMIT,
                    Reason.AWS_REPAIRING,
                    Reason.OWED),
            row(6, "an owed task's Region answers again", "do the owed task", TopologyRows::owed, Reason.OWED),
            row(7, "active HEALTHY, standby ready", "nothing", VoteRows::allWell, Reason.ALL_WELL),
            row(
                    8,
                    "active HEALTHY, but fenced, or standby not ready",
                    "tell",
                    VoteRows::standbyNotReady,
                    Reason.ACTIVE_FENCED,
                    Reason.STANDBY_NOT_READY),
            row(
                    9,
                    "too few fresh votes, or no agreement",
                    "nothing; tell when it lasts",
                    VoteRows::notEnoughVotes,
                    Reason.NOT_ENOUGH_VOTES),
            row(10, "DISPUTED", "tell, with the votes", VoteRows::disputed, Reason.DISPUTED),
            row(
                    11,
                    "down, service or everything paused",
                    "tell what would have been done",
                    VoteRows::paused,
                    Reason.PAUSED),
            row(
                    12,
                    "down, AWS is repairing, grace not over",
                    "wait until it is",
                    VoteRows::awsRepairing,
                    Reason.AWS_REPAIRING),
            row(
                    13,
                    "down, plan says notify",
                    "tell what would have been done",
                    VoteRows::notifyOnly,
                    Reason.NOTIFY_ONLY),
            row(
                    14,
                    "down, cool-down not over, or last run not acknowledged",
                    "tell",
                    VoteRows::tooSoon,
                    Reason.COOL_DOWN,
                    Reason.NOT_ACKNOWLEDGED),
            row(
                    15,
                    "down, standby down or not promotable now",
                    "tell, and look again every tick",
                    VoteRows::standbyUnfit,
                    Reason.STANDBY_UNFIT),
            row(16, "down, lag unknown and the plan blocks on that", "ask", VoteRows::lagUnknown, Reason.LAG_UNKNOWN),
            row(17, "down, lag over the plan's limit", "ask", VoteRows::lagOverLimit, Reason.LAG_OVER_LIMIT),
            row(18, "down, fleet limit reached", "queue by priority", VoteRows::fleetLimit, Reason.FLEET_LIMIT),
            row(19, "down, plan says approval, none given", "ask", VoteRows::approvalNeeded, Reason.APPROVAL_NEEDED),
            row(20, "down", "start a failover", VoteRows::failOver, Reason.FAIL_OVER));

    private DecisionTable() {}

    private static Row row(int number, String when, String then, Row.Rule rule, Reason... reasons) {
        return new Row(number, when, then, List.of(reasons), rule);
    }

    /** All rows, in their order. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** What the first row after {@code number} that fits would have decided, in words. */
    static String wouldBe(int number, Situation situation) {
        for (Row row : ROWS.subList(number, ROWS.size())) {
            Optional<Answer> answer = row.rule().answer(situation);
            if (answer.isPresent()) {
                return "row " + row.number() + ", " + answer.get().reason();
            }
        }
        return "nothing";
    }
}
