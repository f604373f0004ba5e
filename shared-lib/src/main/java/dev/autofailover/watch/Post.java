// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import dev.autofailover.lambda.Waiting;
import dev.autofailover.vote.Signal;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * What every observer of a function needs to watch.
 *
 * @param memory what was seen before
 * @param publish takes votes to the orchestrator, or throws
 * @param clock what time it is
 * @param waiting between rounds
 * @param metrics what is counted and measured
 */
record Post(
        Memory memory,
        Consumer<List<Signal.Vote>> publish,
        InstantSource clock,
        Waiting waiting,
        WatchMetrics metrics) {}
