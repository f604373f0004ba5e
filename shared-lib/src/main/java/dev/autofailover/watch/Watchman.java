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

/** One observer during one invocation: rounds of checks of its targets, and the votes that come of them. */
final class Watchman {
    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);

    private final Beat beat;
    private final Post post;
    private final SideBySide checks;
    private final Map<Subject, Signal.Vote> published = new HashMap<>();
    private final Set<String> logged = new HashSet<>();

    Watchman(Beat beat, Post post, SideBySide checks) {
        this.beat = beat;
        this.post = post;
        this.checks = checks;
    }

    /** Looks once, and goes on as long as the plan or the state of things asks for it and the shift lasts. */
    void watch(Shift shift) {
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
        }
    }

    private Mood round() {
        List<Supplier<Look>> looks = beat.targets().stream()
                .<Supplier<Look>>map(target -> () -> look(target))
                .toList();
        List<Look> round = checks.all(looks);
        boolean isolated = Look.isolated(round);
        round.forEach(look -> post.metrics().checked(look));
        if (isolated) {
            if (news("isolated")) {
                LOG.warn("{} is isolated: it reaches none of {}, and gives no vote", beat.observer(), reasons(round));
            }
            post.metrics().isolated(beat);
        }
        List<Mood> moods = new ArrayList<>();
        for (Look look : round) {
            moods.add(isolated ? interrupt(look, Mood.UNSETTLED) : hear(look));
        }
        return moods.stream().max(Mood::compareTo).orElse(Mood.CALM);
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

    private Mood hear(Look look) {
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
        boolean heard = tell(look, after);
        if (after.unsettled() || !heard) {
            return Mood.UNSETTLED;
        }
        return after.opinion() == Opinion.HEALTHY ? Mood.CALM : Mood.SICK;
    }

    private Mood interrupt(Look look, Mood mood) {
        post.memory()
                .of(look.subject(), look.began(), beat.rhythm().fresh())
                .ifPresent(watch -> post.memory().keep(look.subject(), watch.interrupted()));
        return mood;
    }

    /** Publishes the vote if it is due; says whether all that was due is said. */
    private boolean tell(Look look, Watch watch) {
        Signal.Vote vote = vote(look, watch);
        Optional<Signal.Vote> last = Optional.ofNullable(published.get(look.subject()));
        if (last.isPresent() && !due(last.get(), vote)) {
            return true;
        }
        try {
            post.publish().accept(vote);
        } catch (RuntimeException refused) {
            LOG.error("a vote could not be published, the next round tries again: {}: {}", vote, refused.toString());
            post.metrics().unpublished(beat);
            return false;
        }
        LOG.info("{} holds {} {}: {}", beat.observer(), vote.resource(), vote.opinion(), vote.reason());
        published.put(look.subject(), vote);
        return true;
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
