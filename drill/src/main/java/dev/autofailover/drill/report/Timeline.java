// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The moments of one drill; each is shown as soon as it is known, and kept. */
public final class Timeline {
    private Consumer<Moment> shown = moment -> {};
    private final List<Moment> moments = new ArrayList<>();

    /** Adds a moment. */
    public synchronized void add(Instant at, Moment.Lane lane, String what) {
        Moment moment = new Moment(at, lane, what.replace('\n', ' '));
        moments.add(moment);
        shown.accept(moment);
    }

    /** Shows from now on; what came before was no part of the drill. */
    public synchronized void begin(Consumer<Moment> show) {
        moments.clear();
        shown = show;
    }

    /** All moments until now, by their time. */
    public synchronized List<Moment> moments() {
        return moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }
}
