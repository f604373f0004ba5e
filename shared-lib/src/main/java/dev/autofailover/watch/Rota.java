// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.LogContext;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All observers of one invocation, each on its own: what one of them waits for delays no look of the others, and no vote of theirs that
 * says something new.
 */
final class Rota {
    private static final Logger LOG = LoggerFactory.getLogger(Rota.class);

    private final Post post;
    private final Crew crew;

    Rota(Post post, Crew crew) {
        this.post = post;
        this.crew = crew;
    }

    /** Returns when every observer has left. */
    void keep(List<Beat> beats, Shift shift) {
        post.memory().tidy(post.clock().instant());
        BallotBox box = new BallotBox(post.publish(), post.clock(), post.metrics(), beats.size());
        crew.observers()
                .all(beats.stream()
                        .<Supplier<Boolean>>map(beat -> () -> watch(beat, box, shift))
                        .toList());
        // What somebody left behind who stopped watching.
        box.empty();
    }

    private boolean watch(Beat beat, BallotBox box, Shift shift) {
        try (LogContext _ = LogContext.ofService(beat.service())) {
            new Watchman(beat, post, box, crew.checks()).watch(shift);
            return true;
        } catch (RuntimeException ours) {
            LOG.error("{} of {} stopped watching", beat.observer(), beat.service(), ours);
            return false;
        }
    }
}
