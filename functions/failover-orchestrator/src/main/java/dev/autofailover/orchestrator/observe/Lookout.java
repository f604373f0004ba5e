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
    private final Alarms alarms;
    private final Fleets fleets;
    private final SideBySide sideBySide;
    private final InstantSource clock;

    public Lookout(RecordStore records, Alarms alarms, Fleets fleets, SideBySide sideBySide, InstantSource clock) {
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
        Looks looks = looks(plan, database, closely);
        boolean bad = looks.sites().values().stream().anyMatch(seen -> database.isBad(seen.status()));
        if (!closely && bad) {
            looks = looks(plan, database, true);
        }
        if (!closely && !bad) {
            return new Observation(votes, looks.sites(), NOT_ASKED, command);
        }
        List<SiteVote> asked = new ArrayList<>(looks.alarms());
        Instant now = clock.instant();
        looks.sites().forEach((site, seen) -> {
            if (database.isBad(seen.status())) {
                StatusVotes.of(plan, site, seen, votes, now).ifPresent(asked::add);
            }
        });
        records.keep(record.service(), asked);
        List<SiteVote> all = new ArrayList<>(votes);
        all.addAll(asked);
        return new Observation(List.copyOf(all), looks.sites(), fleets.seenBy(plan), command);
    }

    /** Whether the observers have said anything since that was seen: then it may have been too little to look at. */
    public boolean heardMoreSince(ServiceRecord record, Observation seen) {
        return !seen.votes().containsAll(records.votes(record.service()));
    }

    private record Looks(Map<String, SiteObservation> sites, List<SiteVote> alarms) {}

    /** A part of a look: they go side by side, for any of them may wait for a dead Region. */
    private sealed interface Part {
        record Seen(String site, SiteObservation observation) implements Part {}

        record Said(Optional<SiteVote> vote) implements Part {}
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

    private Looks looks(Plan plan, DatabaseAdapter database, boolean closely) {
        List<Supplier<Part>> parts = new ArrayList<>();
        for (Site site : plan.sites()) {
            parts.add(() -> new Part.Seen(site.name(), database.look(plan, site, closely)));
        }
        for (Observer observer : plan.observers().list()) {
            if (closely && observer instanceof Observer.Alarm alarm) {
                parts.add(() -> new Part.Said(alarms.ask(alarm, clock.instant())));
            }
        }
        Map<String, SiteObservation> sites = new TreeMap<>();
        List<SiteVote> votes = new ArrayList<>();
        for (Part part : sideBySide.all(parts)) {
            switch (part) {
                case Part.Seen(String site, SiteObservation observation) -> sites.put(site, observation);
                case Part.Said(Optional<SiteVote> vote) -> vote.ifPresent(votes::add);
            }
        }
        return new Looks(sites, votes);
    }
}
