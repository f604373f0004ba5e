// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.tell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.message.Notification;
import dev.autofailover.message.Notification.Severity;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a record has to tell is sent again until it was sent, in its order, and always under the same id. */
class OutboxTest {
    private static final Plan PLAN = plan();

    private final List<String> heard = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Outbox outbox = new Outbox(this::tell, () -> now);

    @Test
    void whatWasToldIsSaidByItsIdsInTheOrderInWhichItHappened() {
        assertThat(outbox.send(PLAN, news("a", "b", "c"))).containsExactly("a", "b", "c");
        assertThat(heard).containsExactly("a", "b", "c");
    }

    @Test
    void nothingIsToldBeforeWhatHappenedEarlier() {
        failing.add("b");

        assertThat(outbox.send(PLAN, news("a", "b", "c"))).containsExactly("a");
        assertThat(heard).containsExactly("a", "b");
    }

    @Test
    void whatCouldNotBeToldIsSentAgainUnderTheSameIdOnceSomeTimeHasPassed() {
        failing.add("a");
        assertThat(outbox.send(PLAN, news("a"))).isEmpty();

        now = now.plus(Duration.ofSeconds(15)).minusMillis(1);
        assertThat(outbox.send(PLAN, news("a"))).isEmpty();
        assertThat(heard)
                .as("a dead topic costs one time-out, and not one a look")
                .containsExactly("a");

        now = now.plusMillis(1);
        assertThat(outbox.send(PLAN, news("a"))).isEmpty();
        assertThat(heard).containsExactly("a", "a");

        failing.clear();
        now = now.plus(Duration.ofSeconds(15));
        assertThat(outbox.send(PLAN, news("a", "b"))).containsExactly("a", "b");
        assertThat(heard).containsExactly("a", "a", "a", "b");
    }

    @Test
    void theNextWorkerTriesAtOnce() {
        failing.add("a");
        outbox.send(PLAN, news("a"));
        failing.clear();

        assertThat(new Outbox(this::tell, () -> now).send(PLAN, news("a"))).containsExactly("a");
    }

    private boolean tell(Plan plan, Notification news) {
        heard.add(news.id());
        return !failing.contains(news.id());
    }

    private List<Notification> news(String... ids) {
        return List.of(ids).stream()
                .map(id -> new Notification(
                        id, "orders", 1, Severity.INFO, "RUN_STARTED", "begun", "because", now, Map.of()))
                .toList();
    }

    private static Plan plan() {
        try {
            return PlanParser.parse(Files.readString(Path.of("../../plans/orders.yaml")));
        } catch (IOException | InvalidPlan e) {
            throw new IllegalStateException(e);
        }
    }
}
