// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.drill.network.Fault.BlackHole;
import dev.autofailover.drill.network.Fault.None;
import dev.autofailover.plan.Site;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Fault;
import dev.autofailover.simulated.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What can be broken in a lab. */
public final class LabFaults {
    private static final Duration LONGEST_DELAY = Duration.ofMillis(400);
    private static final long SHUFFLE_SEED = 20_261_121;

    private final Lab.Parts parts;
    private final Map<String, Fault> lostRegions = new HashMap<>();

    LabFaults(Lab.Parts parts) {
        this.parts = parts;
    }

    /** The site's Region is gone: its database, its APIs, its functions. */
    public void lose(String site) {
        parts.databases().at(site).network().apply(new BlackHole());
        loseRegion(parts.plan().site(site).region());
    }

    /** The site's Region answers again. */
    public void restore(String site) {
        restoreRegion(parts.plan().site(site).region());
        parts.databases().at(site).network().apply(new None());
    }

    /** The Region that decides, where no site is, is gone. */
    public void loseControl() {
        loseRegion(parts.plan().control());
    }

    /** The Region that decides answers again. */
    public void restoreControl() {
        restoreRegion(parts.plan().control());
    }

    private void loseRegion(String region) {
        lostRegions.put(region, parts.aws().aws().faults().begin(Scope.region(region), new Effect.Hangs()));
    }

    private void restoreRegion(String region) {
        Optional.ofNullable(lostRegions.remove(region)).ifPresent(Fault::lift);
    }

    /** The standby's server dies, and RDS says so. */
    public void failStandby() {
        parts.databases().at(Lab.FRANKFURT).kill();
        Site site = parts.plan().site(Lab.FRANKFURT);
        parts.aws().rds().setStatus(site.region(), site.database(), "failed");
    }

    /** The checkers of {@code region} don't get through to the site any more. */
    public void cutWay(String region, String site) {
        parts.databases().at(site).network().apply(region, new BlackHole());
    }

    /** Sets the alarm's state. */
    public void alarm(String state) {
        parts.aws()
                .cloudWatch()
                .setAlarmState(parts.plan().site(Lab.IRELAND).region(), Premises.ALARM, state, "set by the drill");
    }

    /** No lag is measured any more. */
    public void withholdLag() {
        parts.lag().withhold(true);
    }

    /** Every message is delivered three times, shuffled. */
    public void deliverThreeTimes() {
        parts.aws().aws().deliveries().duplicate(3, LONGEST_DELAY, SHUFFLE_SEED);
    }

    /** The next worker that changes DNS stands still before its change has an effect, until the fault is lifted. */
    public Fault freezeNextDnsChange() {
        return parts.aws()
                .aws()
                .faults()
                .begin(Scope.service("route53").operation("ChangeResourceRecordSets"), new Effect.Holds(), 1);
    }
}
