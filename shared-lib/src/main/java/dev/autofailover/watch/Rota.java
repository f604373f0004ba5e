// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.LogContext;
import dev.autofailover.lambda.SideBySide;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All observers of one invocation, each on its own: what one of them waits for delays none of the others. */
public final class Rota {
    private static final Logger LOG = LoggerFactory.getLogger(Rota.class);

    private final Post post;
    private final SideBySide observers;
    private final SideBySide checks;

    /**
     * A rota.
     *
     * @param observers runs the observers, as many as there are
     * @param checks runs the checks of all observers, with whatever bound it has
     */
    public Rota(Post post, SideBySide observers, SideBySide checks) {
        this.post = post;
        this.observers = observers;
        this.checks = checks;
    }

    /** Returns when every observer has left. */
    public void keep(List<Beat> beats, Shift shift) {
        post.memory().tidy(post.clock().instant());
        observers.all(beats.stream()
                .<Supplier<Boolean>>map(beat -> () -> watch(beat, shift))
                .toList());
    }

    private boolean watch(Beat beat, Shift shift) {
        try (LogContext _ = LogContext.ofService(beat.service())) {
            new Watchman(beat, post, checks).watch(shift);
            return true;
        } catch (RuntimeException ours) {
            LOG.error("{} of {} stopped watching", beat.observer(), beat.service(), ours);
            return false;
        }
    }
}
