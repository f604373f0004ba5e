// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.observe;

import dev.autofailover.decision.Observation;
import dev.autofailover.decision.Observation.Fleet;
import dev.autofailover.decision.Reason;
import dev.autofailover.decision.SiteObservation;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.message.Command;
import dev.autofailover.orchestrator.database.DatabaseAdapter;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.record.RecordStore;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.vote.SiteVote;
import dev.autofailover.vote.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Looks at a service: what its observers said, and what AWS says right now, all Regions side by side.
 *
 * <p>Little is asked while it is plainly healthy. Else alarms and statuses are asked again, and the lag and the fleet looked up.
 */
public final class Lookout {
    private static final Fleet NOT_ASKED = new Fleet(0, 1, 0, Optional.empty());

    private final RecordStore records;
    private final AlarmStates alarms;
    private final Fleets fleets;
    private final SideBySide sideBySide;
    private final InstantSource clock;

    public Lookout(RecordStore records, AlarmStates alarms, Fleets fleets, SideBySide sideBySide, InstantSource clock) {
        this.records = records;
        this.alarms = alarms;
        this.fleets = fleets;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    /**
     * All that a decision is made on.
     *
     * @param database how the sites are looked at
     */
    public Observation look(
            Plan plan, ServiceRecord record, Optional<Command.Order> command, DatabaseAdapter database) {
        List<SiteVote> votes = records.votes(record.service());
        boolean closely = command.isPresent() || !plainlyHealthy(plan, record, votes);
        Map<String, SiteObservation> sites = sites(plan, database, closely);
        boolean bad = sites.values().stream().anyMatch(seen -> database.isBad(seen.status()));
        if (!closely && !bad) {
            return new Observation(votes, sites, NOT_ASKED, command);
        }
        List<SiteVote> asked = new ArrayList<>(askAlarms(plan));
        Instant now = clock.instant();
        sites.forEach((site, seen) -> {
            if (database.isBad(seen.status())) {
                StatusVotes.of(plan, site, seen, votes, now).ifPresent(asked::add);
            }
        });
        asked.forEach(vote -> records.keep(record.service(), vote));
        List<SiteVote> all = new ArrayList<>(votes);
        all.addAll(asked);
        return new Observation(List.copyOf(all), sites, fleets.seenBy(plan), command);
    }

    /** The same, with what the observers have said meanwhile. */
    public Observation listenAgain(ServiceRecord record, Observation seen) {
        List<SiteVote> votes = new ArrayList<>(seen.votes());
        votes.addAll(records.votes(record.service()));
        return new Observation(List.copyOf(votes), seen.sites(), seen.fleet(), seen.command());
    }

    private boolean plainlyHealthy(Plan plan, ServiceRecord record, List<SiteVote> votes) {
        boolean allWasWell = record.lastDecision()
                .filter(last -> last.reason() == Reason.ALL_WELL)
                .isPresent();
        Instant now = clock.instant();
        return allWasWell
                && record.runUnderWay().isEmpty()
                && record.owed().isEmpty()
                && plan.sites().stream()
                        .map(site -> Verdict.of(plan, site.name(), votes, now))
                        .allMatch(verdict -> verdict.is(Verdict.State.HEALTHY)
                                && verdict.outageSince().isEmpty());
    }

    private Map<String, SiteObservation> sites(Plan plan, DatabaseAdapter database, boolean withLag) {
        List<Supplier<SiteObservation>> looks = plan.sites().stream()
                .<Supplier<SiteObservation>>map(site -> () -> database.look(plan, site, withLag))
                .toList();
        List<SiteObservation> seen = sideBySide.all(looks);
        Map<String, SiteObservation> sites = new TreeMap<>();
        for (int i = 0; i < seen.size(); i++) {
            Site site = plan.sites().get(i);
            sites.put(site.name(), seen.get(i));
        }
        return sites;
    }

    private List<SiteVote> askAlarms(Plan plan) {
        List<Supplier<Optional<SiteVote>>> asks = plan.observers().list().stream()
                .filter(Observer.Alarm.class::isInstance)
                .<Supplier<Optional<SiteVote>>>map(
                        observer -> () -> alarms.ask((Observer.Alarm) observer, clock.instant()))
                .toList();
        return sideBySide.all(asks).stream().flatMap(Optional::stream).toList();
    }
}
