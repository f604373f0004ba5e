// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import dev.autofailover.message.Notification;
import dev.autofailover.record.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has become of a run.
 *
 * @param tell what people are to be told of it
 * @param ask what a human is asked from now on; empty when nothing new is asked
 */
public record Advance(Run run, List<Notification> tell, Optional<Proposal> ask) {
    static Advance to(Run run) {
        return new Advance(run, List.of(), Optional.empty());
    }

    Advance telling(Notification news) {
        List<Notification> all = new ArrayList<>(tell);
        all.add(news);
        return new Advance(run, List.copyOf(all), ask);
    }

    Advance asking(Proposal proposal) {
        return new Advance(run, tell, Optional.of(proposal));
    }

    /** This, and then what {@code next} makes of the run. */
    Advance then(Function<Run, Advance> next) {
        Advance more = next.apply(run);
        List<Notification> all = new ArrayList<>(tell);
        all.addAll(more.tell);
        return new Advance(more.run, List.copyOf(all), more.ask.or(() -> ask));
    }
}
