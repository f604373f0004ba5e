// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Deliveries.Parcel;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.Redelivery;
import dev.autofailover.simulated.SimulatedAws;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets what a rule or a schedule has for him, and how hard it is tried.
 *
 * @param retries at most 185
 * @param deadLetters ARN of the queue for what could not be delivered; without one it is dropped
 */
record Target(String arn, int retries, Duration maxAge, Optional<String> deadLetters) {
    private static final Logger LOG = LoggerFactory.getLogger(Target.class);
    private static final int MOST_RETRIES = 185;
    private static final Duration LONGEST_AGE = Duration.ofDays(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    /** What {@code Arn}, {@code RetryPolicy} and {@code DeadLetterConfig} of a request say. */
    static Target of(Input input) {
        Input retry = input.within("RetryPolicy");
        int retries = retry.number("MaximumRetryAttempts").orElse(MOST_RETRIES);
        int age = retry.number("MaximumEventAgeInSeconds").orElse((int) LONGEST_AGE.toSeconds());
        if (retries < 0 || retries > MOST_RETRIES || age < 60 || age > LONGEST_AGE.toSeconds()) {
            throw input.refused("RetryPolicy: MaximumRetryAttempts is 0 to 185, MaximumEventAgeInSeconds 60 to 86400");
        }
        return new Target(
                input.text("Arn"),
                retries,
                Duration.ofSeconds(age),
                input.within("DeadLetterConfig").optionalText("Arn"));
    }

    /** Delivers {@code payload}, as {@code from}, out of {@code region}; {@code ruleArn} is named in a dead letter. */
    void deliver(SimulatedAws aws, String region, String from, String ruleArn, byte[] payload) {
        Parcel parcel = new Parcel(arn, from, payload, Map.of());
        Redelivery.Policy policy = new Redelivery.Policy(this::delay, maxAge);
        new Redelivery(
                        aws,
                        region,
                        parcel,
                        policy,
                        (failure, attempts) -> giveUp(aws, ruleArn, parcel, failure, attempts))
                .attempt();
    }

    private Optional<Duration> delay(int attempts) {
        if (attempts > retries) {
            return Optional.empty();
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(attempts - 1, 20));
        return Optional.of(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
    }

    private void giveUp(SimulatedAws aws, String ruleArn, Parcel parcel, AwsError failure, int attempts) {
        LOG.warn("{} could not be reached for {}", arn, ruleArn, failure);
        deadLetters.ifPresent(queue -> {
            Map<String, String> attributes = new HashMap<>(Map.of(
                    "RULE_ARN",
                    ruleArn,
                    "TARGET_ARN",
                    arn,
                    "ERROR_CODE",
                    failure.code(),
                    "ERROR_MESSAGE",
                    failure.message()));
            if (failure.status() >= 500) {
                attributes.put("RETRY_ATTEMPTS", Integer.toString(attempts - 1));
                attributes.put(
                        "EXHAUSTED_RETRY_CONDITION",
                        attempts > retries ? "MaximumRetryAttempts" : "MaximumEventAgeInSeconds");
            }
            try {
                aws.deliveries().hand(new Parcel(queue, parcel.from(), parcel.payload(), attributes));
            } catch (AwsError lost) {
                LOG.error("{} could not take an undeliverable event", queue, lost);
            }
        });
    }
}
