// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Environments restored from one snapshot (SnapStart) begin with the same objects. So one orchestrator that is invoked again stands for
 * two of them: what it has in common with itself, they have.
 */
class SnapshotTest {
    private static final Pattern OWNER = Pattern.compile("\"leaseOwner\":\\{\"S\":\"([^\"]+)\"}");

    private final Stage stage = new Stage().brieflySettled();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void environmentsRestoredFromOneSnapshotHoldLeasesUnderDifferentNames() {
        Orchestrator snapshot = stage.operators.orchestrator();

        Set<String> one = ownersOf(() -> snapshot.handle(command("pause"), 60_000));
        Set<String> other = ownersOf(() -> snapshot.handle(command("resume"), 60_000));

        assertThat(one).hasSize(1).doesNotContainAnyElementsOf(other);
        assertThat(other).hasSize(1);
    }

    private static ObjectNode command(String name) {
        return Json.object()
                .put("command", name)
                .put("service", "orders")
                .put("by", "maria")
                .put("reason", "a drill");
    }

    private Set<String> ownersOf(Supplier<ObjectNode> invocation) {
        int before = stage.aws.recording().calls().size();
        stage.operators.together(List.of(invocation));
        return stage.aws.recording().calls().stream()
                .skip(before)
                .map(call -> new String(call.request().body(), StandardCharsets.UTF_8))
                .flatMap(body -> OWNER.matcher(body).results())
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
