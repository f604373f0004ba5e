// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

import dev.autofailover.watch.Check;
import dev.autofailover.watch.CheckResult;
import dev.autofailover.watch.CheckResult.Ailing;
import dev.autofailover.watch.CheckResult.Inconclusive;
import dev.autofailover.watch.CheckResult.Passed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** A strongly consistent read and a conditional write of one item in one table, each timed. */
final class Canary implements Check {
    private final TableAccess tables;
    private final Place place;
    private final Duration slow;
    private final InstantSource clock;

    /**
     * A canary.
     *
     * @param slow how long either call may take before the table is ailing
     */
    Canary(TableAccess tables, Place place, Duration slow, InstantSource clock) {
        this.tables = tables;
        this.place = place;
        this.slow = slow;
        this.clock = clock;
    }

    @Override
    public CheckResult look() {
        Progress progress = new Progress();
        try {
            Optional<Map<String, AttributeValue>> key = tables.key(place);
            if (key.isEmpty()) {
                return new Inconclusive(
                        "table %s in %s has a number as its partition key: the canary needs text or bytes there"
                                .formatted(place.table(), place.region()),
                        Map.of(),
                        true);
            }
            progress.operation = "GetItem";
            Duration read = timed(() -> tables.read(place, key.get(), limit(slow)));
            progress.operation = "UpdateItem";
            Duration written = timed(() -> write(key.get()));
            return judge(read, written);
        } catch (ResourceNotFoundException gone) {
            tables.forget(place);
            return DynamoDbErrors.result(gone, progress.operation, place);
        } catch (SdkException error) {
            return DynamoDbErrors.result(error, progress.operation, place);
        }
    }

    /** A call ends by then: some time after it counts as slow, so that slow and silent can be told apart. */
    static Duration limit(Duration slow) {
        Duration least = Duration.ofMillis(1500);
        Duration patient = slow.plusMillis(500);
        return patient.compareTo(least) > 0 ? patient : least;
    }

    private void write(Map<String, AttributeValue> key) {
        try {
            tables.write(place, key, limit(slow));
        } catch (ConditionalCheckFailedException outrun) {
            // Another invocation wrote in between: the table judged the condition on its newest data, as it should.
        }
    }

    private CheckResult judge(Duration read, Duration written) {
        Map<String, String> evidence =
                Map.of("readMillis", Long.toString(read.toMillis()), "writeMillis", Long.toString(written.toMillis()));
        String took = "read in %d ms, written in %d ms".formatted(read.toMillis(), written.toMillis());
        boolean sick = read.compareTo(slow) > 0 || written.compareTo(slow) > 0;
        return sick
                ? new Ailing("slow: %s, limit %d ms".formatted(took, slow.toMillis()), evidence)
                : new Passed(took, evidence);
    }

    private Duration timed(Runnable call) {
        Instant began = clock.instant();
        call.run();
        return Duration.between(began, clock.instant());
    }

    /** Which call was under way when one failed. */
    private static final class Progress {
        private String operation = "DescribeTable";
    }
}
