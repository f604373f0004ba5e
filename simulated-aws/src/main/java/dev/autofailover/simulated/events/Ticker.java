// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import dev.autofailover.simulated.SimulatedAws;
import java.time.Instant;

/** Fires at once and then every period until it is stopped; not while its Region is gone. */
final class Ticker {
    private final SimulatedAws aws;
    private final String region;
    private final Rate rate;
    private final Runnable fire;
    private volatile boolean stopped;

    Ticker(SimulatedAws aws, String region, Rate rate, Runnable fire) {
        this.aws = aws;
        this.region = region;
        this.rate = rate;
        this.fire = fire;
    }

    void start() {
        tickAt(aws.time().instant());
    }

    void stop() {
        stopped = true;
    }

    private void tickAt(Instant when) {
        aws.time().at(when, () -> {
            if (stopped) {
                return;
            }
            tickAt(when.plus(rate.period()));
            if (!aws.faults().isGone(region)) {
                fire.run();
            }
        });
    }
}
