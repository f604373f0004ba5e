// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import dev.autofailover.message.Notification;
import dev.autofailover.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record while it is being changed, so that a transition names only what it changes. Never leaves its package. */
final class RecordDraft {
    private final String service;
    long revision;
    long generation;
    String active;
    Optional<Lease> lease;
    Optional<Run> run;
    List<OwedTask> owed;
    Optional<Instant> coolDownUntil;
    boolean unacknowledged;
    Optional<Pause> pause;
    Optional<Proposal> asked;
    Optional<Approval> approval;
    Map<String, HeardOf> repairs;
    Map<String, HeardOf> blocks;
    Optional<LastDecision> lastDecision;
    List<Notification> outbox;

    RecordDraft(ServiceRecord from) {
        service = from.service();
        revision = from.revision();
        generation = from.generation();
        active = from.active();
        lease = from.lease();
        run = from.run();
        owed = new ArrayList<>(from.owed());
        coolDownUntil = from.coolDownUntil();
        unacknowledged = from.unacknowledged();
        pause = from.pause();
        asked = from.asked();
        approval = from.approval();
        repairs = new HashMap<>(from.repairs());
        blocks = new HashMap<>(from.blocks());
        lastDecision = from.lastDecision();
        outbox = new ArrayList<>(from.outbox());
    }

    /** What was asked, and what was answered, is over. */
    void forgetProposal() {
        asked = Optional.empty();
        approval = Optional.empty();
    }

    /** Adds what is to be told, once. */
    void tell(List<Notification> news) {
        for (Notification next : news) {
            if (outbox.stream().noneMatch(waiting -> waiting.id().equals(next.id()))) {
                outbox.add(next);
            }
        }
    }

    ServiceRecord done() {
        return new ServiceRecord(
                service,
                revision,
                generation,
                active,
                lease,
                run,
                owed,
                coolDownUntil,
                unacknowledged,
                pause,
                asked,
                approval,
                repairs,
                blocks,
                lastDecision,
                outbox);
    }
}
