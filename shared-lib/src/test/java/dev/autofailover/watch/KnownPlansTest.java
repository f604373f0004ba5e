// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.Metrics;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.PlanStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownPlansTest {
    private final List<String> metrics = new ArrayList<>();
    private final Table table = new Table();
    private final KnownPlans plans = new KnownPlans(
            table,
            new WatchMetrics(new Metrics(
                    new Metrics.Scope("Autofailover", "checker", Metrics.By.STACK),
                    () -> Instant.EPOCH,
                    metrics::add)));

    @Test
    void whenTheTableDoesNotAnswerTheLastKnownPlansAreGoneOnWith() {
        assertThat(plans.now()).contains(List.of());
        table.answers = false;

        assertThat(plans.now()).contains(List.of());
        assertThat(metrics).singleElement().asString().contains("\"PlansUnread\":1");
    }

    @Test
    void plansThatWereNeverReadAreUnknownAndNotNone() {
        table.answers = false;

        assertThat(plans.now()).isEmpty();
        assertThat(metrics).singleElement().asString().contains("\"PlansUnread\":1");
    }

    private static final class Table implements PlanStore {
        boolean answers = true;

        @Override
        public List<PlanVersion> current() {
            if (!answers) {
                throw new IllegalStateException("the table does not answer");
            }
            return List.of();
        }

        @Override
        public Optional<PlanVersion> current(String service) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<PlanVersion> version(String service, int version) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void add(PlanVersion next) {
            throw new UnsupportedOperationException();
        }
    }
}
