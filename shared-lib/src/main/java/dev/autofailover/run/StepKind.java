// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.run;

import java.time.Duration;

/** The steps of a run, in their order. Each is written as <em>ensure</em>: it looks, acts only if needed, and can be repeated. */
public enum StepKind {
    NOTE_LOSS("note the loss", Duration.ofSeconds(5)),
    FENCE("fence", Duration.ofMinutes(2)),
    CATCH_UP("catch up", Duration.ofMinutes(2)),
    PROMOTE("promote", Duration.ofMinutes(30)),
    PROVE_WRITE("prove a write", Duration.ofMinutes(5)),
    SWITCH_TRAFFIC("switch traffic", Duration.ofMinutes(5)),
    PROVE_WAY("prove the way", Duration.ofMinutes(5)),
    SETTLE("settle", Duration.ofMinutes(1)),
    /** Only when a run turns back: what was fenced accepts writes again. */
    RELEASE("release", Duration.ofMinutes(5));

    private final String words;
    private final Duration defaultLimit;

    StepKind(String words, Duration defaultLimit) {
        this.words = words;
        this.defaultLimit = defaultLimit;
    }

    /** How reports name it. */
    public String words() {
        return words;
    }

    /** How long it may take when the plan says nothing. */
    public Duration defaultLimit() {
        return defaultLimit;
    }
}
