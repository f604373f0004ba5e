// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.json.Malformed;
import dev.autofailover.message.Signals;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.protocol.QueryParameters;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Who has said what of which site, heard at the votes topic and not from the orchestrator's table. */
final class Voices {
    private record Down(String observer, String region, Instant at) {}

    /** What the orchestrator may see for itself: an alarm's state, a bad status. */
    private static final class Visible {
        private final String observer;
        private final String region;
        private final Instant from;
        private Instant to = Instant.MAX;

        Visible(String observer, String region, Instant from) {
            this.observer = observer;
            this.region = region;
            this.from = from;
        }
    }

    private final String votesTopic;
    private final List<Down> downs = new ArrayList<>();
    private final List<Visible> visible = new ArrayList<>();

    Voices(String votesTopic) {
        this.votesTopic = votesTopic;
    }

    void hear(RecordedCall call) {
        if (!call.service().equals("sns") || !call.operation().equals("Publish")) {
            return;
        }
        QueryParameters said = QueryParameters.of(call.request());
        if (!said.text("TopicArn").filter(votesTopic::equals).isPresent()) {
            return;
        }
        try {
            for (Signal signal : Signals.read(said.required("Message")).signals()) {
                if (signal instanceof Signal.Vote vote && vote.opinion() == Opinion.DOWN) {
                    synchronized (this) {
                        downs.add(new Down(vote.observer(), vote.region(), vote.at()));
                    }
                }
            }
        } catch (Malformed malformed) {
            throw new IllegalStateException("a function of ours published what is no signal", malformed);
        }
    }

    /** From {@code from} on a look at AWS itself would speak against that Region's site, until what this returns is told when it ended. */
    synchronized Consumer<Instant> visible(String observer, String region, Instant from) {
        Visible seen = new Visible(observer, region, from);
        visible.add(seen);
        return to -> seen.to = to;
    }

    /** Who may have counted as DOWN for that Region's site at some moment of that time. */
    synchronized Set<String> against(String region, Instant from, Instant to) {
        Set<String> observers = new HashSet<>();
        downs.stream()
                .filter(down -> down.region().equals(region))
                .filter(down -> !down.at().isBefore(from) && !down.at().isAfter(to))
                .forEach(down -> observers.add(down.observer()));
        visible.stream()
                .filter(seen -> seen.region.equals(region))
                .filter(seen -> !seen.to.isBefore(from) && !seen.from.isAfter(to))
                .forEach(seen -> observers.add(seen.observer));
        return observers;
    }
}
