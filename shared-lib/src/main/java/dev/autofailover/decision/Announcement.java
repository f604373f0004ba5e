// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.decision;

import dev.autofailover.message.Notification.Severity;

/**
 * How people are told of a decision for some reason.
 *
 * @param loud repeated for as long as it lasts
 * @param title in a few words
 * @param advice what a human should do; empty when nothing
 */
record Announcement(When when, Severity severity, boolean loud, String title, String advice) {
    enum When {
        /** The run tells of itself, or the operator gets the answer. */
        NEVER,
        AT_ONCE,
        /** A passing moment of it is nobody's business. */
        WHEN_IT_LASTS,
        WHEN_IT_IS_OVER,
        /** When people were told of something bad before. */
        AS_RECOVERED
    }

    private static final Announcement NOT_AT_ALL = new Announcement(When.NEVER, Severity.INFO, false, "", "");
    private static final Announcement ALL_WELL_AGAIN =
            new Announcement(When.AS_RECOVERED, Severity.INFO, false, "all well again", "");
    private static final Announcement SEES_AGAIN =
            new Announcement(When.WHEN_IT_IS_OVER, Severity.WARNING, false, "could see neither site, sees again", "");
    private static final Announcement TOO_FEW_VOTES = new Announcement(
            When.WHEN_IT_LASTS,
            Severity.WARNING,
            false,
            "too few votes to tell how it is",
            "Look whether the observers run; an outage would not be seen now.");

    static Announcement of(Reason reason) {
        return switch (reason) {
            case RUN_UNDER_WAY, FAIL_OVER, COMMAND, ACTIVE_DIFFERS, NOT_HEALTHY, UNFENCED -> NOT_AT_ALL;
            case ALL_WELL -> ALL_WELL_AGAIN;
            case ISOLATED -> SEES_AGAIN;
            case NOT_ENOUGH_VOTES -> TOO_FEW_VOTES;
            case TWO_WRITERS -> loud("two sites accept writes", "Fence one now; then adopt the other.");
            case MOVED_OUTSIDE ->
                loud("moved by other hands", "Automation stands still until the move is adopted or undone.");
            case OWED -> loud("an owed task is being done", "Until it is done, both sites may accept writes.");
            case ACTIVE_FENCED -> loud("the active site is fenced", "No client can write. Release it now.");
            case STANDBY_NOT_READY ->
                warning("the standby is not ready", "Repair the standby: a failover would be held.");
            case DISPUTED -> warning("observers disagree", "Look at the votes; nothing is done while they disagree.");
            case AWS_REPAIRING -> warning("down, AWS is repairing", "");
            case FLEET_LIMIT -> warning("down, waits for a place in the fleet", "");
            case PAUSED -> critical("down, and paused", "Resume, or fail over by command.");
            case NOTIFY_ONLY -> critical("down", "The plan leaves it to you: fail over by command, or repair it.");
            case COOL_DOWN ->
                critical("down again within the cool-down", "Look at it; fail over by command if need be.");
            case NOT_ACKNOWLEDGED ->
                critical("down, and the last run is not acknowledged", "Acknowledge it, or fail over by command.");
            case STANDBY_UNFIT -> critical("down, and the standby is unfit", "Nothing can take over: repair either.");
            case LAG_UNKNOWN, LAG_OVER_LIMIT, APPROVAL_NEEDED ->
                critical("down, approval needed", "Approve it, or repair it.");
        };
    }

    private static Announcement loud(String title, String advice) {
        return new Announcement(When.AT_ONCE, Severity.CRITICAL, true, title, advice);
    }

    private static Announcement warning(String title, String advice) {
        return new Announcement(When.AT_ONCE, Severity.WARNING, false, title, advice);
    }

    private static Announcement critical(String title, String advice) {
        return new Announcement(When.AT_ONCE, Severity.CRITICAL, false, title, advice);
    }
}
