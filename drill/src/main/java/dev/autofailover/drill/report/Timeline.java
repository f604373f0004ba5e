// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The moments of one drill; each is shown as soon as it is known, and kept. */
public final class Timeline {
    private final Consumer<Moment> shown;
    private final List<Moment> moments = new ArrayList<>();

    /** A timeline that gives each moment to {@code shown} at once. */
    public Timeline(Consumer<Moment> shown) {
        this.shown = shown;
    }

    /** Adds a moment. */
    public synchronized void add(Instant at, Moment.Lane lane, String what) {
        Moment moment = new Moment(at, lane, what.replace('\n', ' '));
        moments.add(moment);
        shown.accept(moment);
    }

    /** All moments until now, by their time. */
    public synchronized List<Moment> moments() {
        return moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }
}
