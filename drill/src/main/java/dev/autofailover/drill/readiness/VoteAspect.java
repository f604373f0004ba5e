// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.message.InWords;
import dev.autofailover.plan.Observer;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import dev.autofailover.vote.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each observer said last of each site, and what the fresh votes together mean. */
final class VoteAspect implements Aspect {
    @Override
    public List<Check> look(ServiceFacts facts) {
        List<Check> checks = new ArrayList<>();
        for (Site site : List.of(facts.active(), facts.standby())) {
            for (Observer observer : facts.plan().observers().list()) {
                if (observer.speaksAbout(site)) {
                    checks.add(vote(observer, site, facts));
                }
            }
            checks.add(verdict(site, facts));
        }
        return checks;
    }

    private static Check vote(Observer observer, Site site, ServiceFacts facts) {
        String name = "vote " + observer.name() + " of " + site.name();
        Optional<SiteVote> last = facts.votes().stream()
                .filter(vote ->
                        vote.observer().equals(observer.name()) && vote.site().equals(site.name()))
                .findFirst();
        String seen = last.map(vote -> words(vote, facts)).orElse("has not spoken yet");
        if (last.filter(vote -> vote.opinion() != Opinion.HEALTHY && isFresh(vote, facts))
                .isPresent()) {
            return Check.notOk(
                    name, seen, "look at what it found: " + last.get().reason());
        }
        return switch (observer) {
            // They speak when something happens; their silence is no news.
            case Observer.RdsEvents _, Observer.Alarm _ -> Check.ok(name, seen + ", speaks when something happens");
            case Observer.Probe(String _, String from, Duration _, int _) ->
                regular(name, seen, last, "a stack deployed in " + from, facts);
            case Observer.DynamoDbCanary canary ->
                regular(
                        name,
                        seen,
                        last,
                        "a stack deployed in " + canary.from() + " with CanaryTables naming " + canary.table(),
                        facts);
        };
    }

    private static Check regular(String name, String seen, Optional<SiteVote> last, String needs, ServiceFacts facts) {
        return last.filter(vote -> isFresh(vote, facts)).isPresent()
                ? Check.ok(name, seen)
                : Check.notOk(
                        name,
                        seen,
                        "no fresh vote, so it does not count: is " + needs
                                + "? Look at the checker's log and dead letters there");
    }

    private static boolean isFresh(SiteVote vote, ServiceFacts facts) {
        return vote.at().isAfter(facts.now().minus(facts.plan().observers().fresh()));
    }

    private static String words(SiteVote vote, ServiceFacts facts) {
        Duration age = Duration.between(vote.at(), facts.now());
        return vote.opinion() + " " + InWords.of(age.isNegative() ? Duration.ZERO : age) + " ago";
    }

    private static Check verdict(Site site, ServiceFacts facts) {
        Plan plan = facts.plan();
        Verdict verdict = Verdict.of(plan, site.name(), facts.votes(), facts.now());
        String name = "verdict " + site.name();
        String seen = verdict.state() + ", " + verdict.words();
        if (!verdict.is(Verdict.State.HEALTHY)) {
            return Check.notOk(name, seen, "look at the votes above");
        }
        return verdict.fresh().size() < verdict.quorum()
                ? Check.notOk(
                        name,
                        seen + ", but an outage takes " + verdict.quorum() + " votes",
                        "bring the silent observers back")
                : Check.ok(name, seen);
    }
}
