// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.message.Notification;
import dev.autofailover.plan.Plan;
import dev.autofailover.run.Advance;
import dev.autofailover.run.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The state of one service: one item, changed only by compare-and-set, under a lease.
 *
 * @param revision grows by one with every write
 * @param generation of the newest run; 0 before the first; only grows
 * @param active the site that serves
 * @param run the run under way, or the last one
 * @param unacknowledged whether a human has yet to acknowledge the last run
 * @param repairs by site, from RDS events
 * @param blocks by site, from RDS events
 * @param outbox what people and machines are still to be told
 */
public record ServiceRecord(
        String service,
        long revision,
        long generation,
        String active,
        Optional<Lease> lease,
        Optional<Run> run,
        List<OwedTask> owed,
        Optional<Instant> coolDownUntil,
        boolean unacknowledged,
        Optional<Pause> pause,
        Optional<Proposal> asked,
        Optional<Approval> approval,
        Map<String, HeardOf> repairs,
        Map<String, HeardOf> blocks,
        Optional<LastDecision> lastDecision,
        List<Notification> outbox) {

    public ServiceRecord {
        owed = List.copyOf(owed);
        repairs = Map.copyOf(repairs);
        blocks = Map.copyOf(blocks);
        outbox = List.copyOf(outbox);
    }

    /** The state of a service before anything happened; never saved yet, so its revision is 0. */
    public static ServiceRecord first(String service, String active) {
        return new ServiceRecord(
                service,
                0,
                0,
                active,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of());
    }

    private ServiceRecord with(Consumer<RecordDraft> change) {
        RecordDraft draft = new RecordDraft(this);
        change.accept(draft);
        return draft.done();
    }

    /** The same, as the next write: revision one more. */
    public ServiceRecord nextRevision() {
        return with(draft -> draft.revision++);
    }

    /** With that generation when its own is lower: runs that it does not know of have used up the numbers until then. */
    public ServiceRecord atLeast(long generation) {
        return generation <= this.generation ? this : with(draft -> draft.generation = generation);
    }

    /** Held by that lease, or by nobody. */
    public ServiceRecord leased(Optional<Lease> lease) {
        return with(draft -> draft.lease = lease);
    }

    /** The run that is under way, or turning back. */
    public Optional<Run> runUnderWay() {
        return run.filter(Run::isUnderWay);
    }

    /** A run begins: its generation is the record's, and what was asked and approved before is over. */
    public ServiceRecord begin(Advance first) {
        return with(draft -> {
            draft.generation = first.run().generation();
            draft.run = Optional.of(first.run());
            draft.forgetProposal();
            draft.tell(first.tell());
        });
    }

    /**
     * What became of the run. When it has come to its end by this, the record settles: the active site after a run that is DONE, what
     * is owed, and after every run the cool-down and a human's acknowledgement before the next automatic one.
     */
    public ServiceRecord advance(Advance step, Plan plan, Instant now) {
        boolean ends = runUnderWay().isPresent() && !step.run().isUnderWay();
        return with(draft -> {
            draft.run = Optional.of(step.run());
            draft.tell(step.tell());
            if (step.ask().isPresent()) {
                draft.asked = step.ask();
                draft.approval = Optional.empty();
            } else if (!step.run().waitsForApproval()) {
                draft.forgetProposal();
            }
            if (ends) {
                settle(draft, step.run(), plan, now);
            }
        });
    }

    private static void settle(RecordDraft draft, Run run, Plan plan, Instant now) {
        if (run.phase() == Run.Phase.DONE) {
            draft.active = run.to();
            draft.owed.addAll(run.owed());
            // The site that serves now must never be fenced for an older run's sake.
            draft.owed.removeIf(task -> task.site().equals(run.to()));
        }
        draft.coolDownUntil = Optional.of(now.plus(plan.policy().coolDown()));
        draft.unacknowledged = true;
    }

    /** The owed task is done, or has become pointless. */
    public ServiceRecord paid(OwedTask task) {
        return with(draft -> draft.owed.remove(task));
    }

    /** The owed task with what was found out by trying. */
    public ServiceRecord stillOwed(OwedTask task, Map<String, String> evidence) {
        return with(draft -> draft.owed.replaceAll(owed -> owed.equals(task) ? task.with(evidence) : owed));
    }

    /** Automation halts for the service. */
    public ServiceRecord paused(Pause since) {
        return with(draft -> draft.pause = Optional.of(since));
    }

    /** Automation works again. */
    public ServiceRecord resumed() {
        return with(draft -> draft.pause = Optional.empty());
    }

    /** A human has looked at the last run. */
    public ServiceRecord acknowledged() {
        return with(draft -> draft.unacknowledged = false);
    }

    /** A human has said yes to what is asked. */
    public ServiceRecord approved(Approval yes) {
        return with(draft -> draft.approval = Optional.of(yes));
    }

    /** That is asked from now on; a yes to something else is no yes to this. */
    public ServiceRecord asking(Proposal next) {
        return with(draft -> {
            draft.forgetProposal();
            draft.asked = Optional.of(next);
        });
    }

    /** Nothing is asked any more. */
    public ServiceRecord askingNothing() {
        return with(RecordDraft::forgetProposal);
    }

    /** A move that was made by other hands is ours now. */
    public ServiceRecord adopted(String site) {
        return with(draft -> {
            draft.active = site;
            draft.owed.removeIf(task -> task.site().equals(site));
            draft.forgetProposal();
        });
    }

    /** Heard of a repair at that site; ignored when something newer was heard. */
    public ServiceRecord heardOfRepair(String site, HeardOf news) {
        return with(draft -> draft.repairs.merge(site, news, HeardOf::newer));
    }

    /** Heard of a promotion block at that site; ignored when something newer was heard. */
    public ServiceRecord heardOfBlock(String site, HeardOf news) {
        return with(draft -> draft.blocks.merge(site, news, HeardOf::newer));
    }

    /** The decision that stands. */
    public ServiceRecord decided(LastDecision decision) {
        return with(draft -> draft.lastDecision = Optional.of(decision));
    }

    /** That is still to be told; what waits under the same id already is not added again. */
    public ServiceRecord telling(List<Notification> news) {
        return with(draft -> draft.tell(news));
    }

    /** Those were told. */
    public ServiceRecord told(Collection<String> ids) {
        return with(draft -> draft.outbox.removeIf(waiting -> ids.contains(waiting.id())));
    }
}
