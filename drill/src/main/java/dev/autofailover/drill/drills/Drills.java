// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All drills, the default one first. */
public final class Drills {
    /** In the order in which {@code drill all} plays them. */
    public static final List<Drill> ALL = Stream.of(
                    FailoverDrills.all(),
                    SwitchoverDrills.all(),
                    HoldDrills.all(),
                    DisorderDrills.all(),
                    RegionDrills.all())
            .flatMap(List::stream)
            .toList();

    private Drills() {}

    /** The drill of that name. */
    public static Optional<Drill> find(String name) {
        return ALL.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}
