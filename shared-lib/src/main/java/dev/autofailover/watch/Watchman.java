// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.Signal;
import dev.autofailover.watch.Pace.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One observer during one invocation: rounds of checks of its targets, and the votes that come of them. */
final class Watchman {
    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);

    private final Beat beat;
    private final Post post;
    private final BallotBox box;
    private final SideBySide checks;
    private final Map<Subject, Signal.Vote> said = new HashMap<>();
    private final List<Look> answered = new ArrayList<>();
    private final Set<String> logged = new HashSet<>();

    Watchman(Beat beat, Post post, BallotBox box, SideBySide checks) {
        this.beat = beat;
        this.post = post;
        this.box = box;
        this.checks = checks;
    }

    /** Looks once, and goes on as long as the plan or the state of things asks for it and the shift lasts. The box knows of the first round. */
    void watch(Shift shift) {
        try {
            keepLooking(shift);
        } finally {
            post.metrics().answered(answered);
        }
    }

    private void keepLooking(Shift shift) {
        Pace pace = new Pace(beat.rhythm().every());
        Instant lastStart = shift.lastStart(beat.rhythm().longest());
        while (!Thread.currentThread().isInterrupted()) {
            Instant began = post.clock().instant();
            Optional<Instant> next = pace.next(round()).map(began::plus);
            if (next.isEmpty() || next.get().isAfter(lastStart)) {
                return;
            }
            Duration left = Duration.between(post.clock().instant(), next.get());
            if (left.isPositive()) {
                post.waiting().pause(left);
            }
            box.lookingAgain();
        }
    }

    /**
     * What a look comes to.
     *
     * @param atOnce whether it made a vote that must not wait for others
     */
    private record Heard(Mood mood, boolean atOnce) {
        static Heard nothing(Mood mood) {
            return new Heard(mood, false);
        }
    }

    private Mood round() {
        List<Supplier<Look>> looks = beat.targets().stream()
                .<Supplier<Look>>map(target -> () -> look(target))
                .toList();
        List<Look> round = checks.all(looks);
        boolean isolated = Look.isolated(round);
        for (Look look : round) {
            post.metrics().faults(look);
            if (look.answered()) {
                answered.add(look);
            }
        }
        if (isolated) {
            if (news("isolated")) {
                LOG.warn("{} is isolated: it reaches none of {}, and gives no vote", beat.observer(), reasons(round));
            }
            post.metrics().isolated(beat);
        }
        List<Heard> heard = new ArrayList<>();
        for (Look look : round) {
            heard.add(isolated ? interrupt(look, Mood.UNSETTLED) : hear(look));
        }
        boolean gone = box.lookedWith(heard.stream().anyMatch(Heard::atOnce));
        return gone ? heard.stream().map(Heard::mood).max(Mood::compareTo).orElse(Mood.CALM) : Mood.UNSETTLED;
    }

    private Look look(Target target) {
        Instant began = post.clock().instant();
        CheckResult result;
        try {
            result = target.check().look();
        } catch (RuntimeException ours) {
            // A mistake of our own proves nothing about the target, and must not cost the other target its vote.
            LOG.error("checking {} failed", target.subject(), ours);
            result = new CheckResult.Inconclusive(
                    "the check itself failed: " + ours.getClass().getName(), Map.of(), false);
        }
        return new Look(target.subject(), result, began, post.clock().instant());
    }

    private Heard hear(Look look) {
        Optional<Watch> before =
                post.memory().of(look.subject(), look.began(), beat.rhythm().fresh());
        Optional<Watch.Looked> said = look.said();
        if (said.isEmpty()) {
            String why = look.result().reason();
            if (news(look.subject() + why)) {
                LOG.error(
                        "no vote of {} on {}: {}",
                        beat.observer(),
                        look.subject().resource(),
                        why);
            }
            return interrupt(look, Mood.CALM);
        }
        Watch after = Watch.after(before, said.get(), beat.rhythm().tries());
        post.memory().keep(look.subject(), after);
        boolean atOnce = tell(look, before, after);
        Mood settled = after.opinion() == Opinion.HEALTHY ? Mood.CALM : Mood.SICK;
        return new Heard(after.unsettled() ? Mood.UNSETTLED : settled, atOnce);
    }

    private Heard interrupt(Look look, Mood mood) {
        post.memory()
                .of(look.subject(), look.began(), beat.rhythm().fresh())
                .ifPresent(watch -> post.memory().keep(look.subject(), watch.interrupted()));
        return Heard.nothing(mood);
    }

    /** Puts the vote into the box if it is due, or if an older one still lies there. Says whether it must not wait. */
    private boolean tell(Look look, Optional<Watch> before, Watch watch) {
        Signal.Vote vote = vote(look, watch);
        Optional<Signal.Vote> last = Optional.ofNullable(said.get(look.subject()));
        if (last.isPresent() && !due(last.get(), vote) && !box.holds(look.subject())) {
            return false;
        }
        boolean stillWell = vote.opinion() == Opinion.HEALTHY
                && before.filter(held -> held.opinion() != Opinion.HEALTHY).isEmpty();
        // Nearly every vote repeats that all is well: who follows a service is not to read that once a minute.
        LOG.atLevel(stillWell ? Level.DEBUG : Level.INFO)
                .log("{} holds {} {}: {}", beat.observer(), vote.resource(), vote.opinion(), vote.reason());
        box.cast(look.subject(), vote);
        said.put(look.subject(), vote);
        return !stillWell;
    }

    /** An opinion is said when it changes, and again before it goes stale. */
    private boolean due(Signal.Vote last, Signal.Vote now) {
        return last.opinion() != now.opinion()
                || !last.at().plus(beat.rhythm().fresh().dividedBy(2)).isAfter(now.at());
    }

    private Signal.Vote vote(Look look, Watch watch) {
        Map<String, String> evidence = new HashMap<>(look.result().evidence());
        evidence.put("latencyMillis", Long.toString(look.taken().toMillis()));
        evidence.put("checksInARow", Integer.toString(watch.streak().length()));
        Subject subject = look.subject();
        return new Signal.Vote(
                subject.observer(),
                subject.resource(),
                subject.region(),
                watch.opinion(),
                look.ended(),
                watch.since(),
                watch.wellAt(),
                reason(look.result(), watch),
                Map.copyOf(evidence));
    }

    private String reason(CheckResult result, Watch watch) {
        return switch (result) {
            case CheckResult.Failed failed ->
                "%s (%d in a row, %d make DOWN)"
                        .formatted(
                                failed.reason(),
                                watch.streak().length(),
                                beat.rhythm().tries());
            case CheckResult.Passed passed
            when watch.recovering() ->
                "%s again (%d in a row, %d make HEALTHY)"
                        .formatted(
                                passed.reason(),
                                watch.streak().length(),
                                beat.rhythm().tries());
            case CheckResult other -> other.reason();
        };
    }

    /** A trouble that lasts is logged once an invocation; its metric counts on. */
    private boolean news(String trouble) {
        return logged.add(trouble);
    }

    private static List<String> reasons(List<Look> round) {
        return round.stream()
                .map(look -> look.subject().resource() + ": " + look.result().reason())
                .toList();
    }
}
