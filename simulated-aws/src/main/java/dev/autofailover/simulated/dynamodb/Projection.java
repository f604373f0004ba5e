// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which parts of an item are wanted. */
record Projection(List<Path> paths) {
    /** What the request's ProjectionExpression names; everything when there is none. */
    static Projection of(Input input, Placeholders placeholders) {
        Optional<String> expression = input.optionalText("ProjectionExpression");
        if (expression.isEmpty()) {
            return new Projection(List.of());
        }
        Tokens tokens = new Tokens("ProjectionExpression", expression.get());
        List<Path> paths = new ArrayList<>();
        do {
            paths.add(placeholders.path(tokens));
        } while (tokens.takeIf(","));
        tokens.expectEnd();
        return new Projection(paths);
    }

    /** The wanted parts of {@code item}; all of it when no path is named. */
    ObjectNode of(ObjectNode item) {
        if (paths.isEmpty()) {
            return item;
        }
        ObjectNode wanted = JsonProtocol.object();
        paths.forEach(path -> path.project(item, wanted));
        return wanted;
    }
}
