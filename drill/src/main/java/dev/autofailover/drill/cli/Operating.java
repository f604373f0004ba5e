// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.operate.Control;
import dev.autofailover.drill.operate.ControlSearch;
import dev.autofailover.drill.operate.ControlSearch.Said;
import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.lambda.Surroundings;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where the operator's commands run.
 *
 * @param root of the project
 * @param surroundings made when a command needs them, for most don't
 */
public record Operating(Path root, Supplier<Surroundings> surroundings) {
    /** What a command speaks to. */
    record Line(OperatorAws aws, Control control) {}

    Line to(Said said) throws NotPossible {
        OperatorAws aws = new OperatorAws(surroundings.get());
        return new Line(aws, new ControlSearch(aws, root).find(said));
    }
}
