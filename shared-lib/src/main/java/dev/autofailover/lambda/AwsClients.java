// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.time.Duration;
import java.util.SplittableRandom;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Builds the SDK clients: each with its Region, retry mode STANDARD, and a limit on every call.
 *
 * <p>Mode STANDARD is asked for because the SDK's default is {@code legacy}; {@code adaptive} may delay even a first call.
 */
public final class AwsClients {
    /** As the SDK's own mode STANDARD has it. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private static final Duration FIRST_WAIT_WHEN_THROTTLED = Duration.ofSeconds(1);

    private final Surroundings surroundings;

    public AwsClients(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** A client for the control Region, with {@link CallLimits#CONTROL}. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C control(B builder, Region region) {
        return client(builder, region, CallLimits.CONTROL);
    }

    /** A client for a site's Region, with {@link CallLimits#SITE}. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C site(B builder, Region region) {
        return client(builder, region, CallLimits.SITE);
    }

    /** A client that tries each call once, for at most {@code limit}. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C probe(
            B builder, Region region, Duration limit) {
        return client(builder, region, CallLimits.probe(limit));
    }

    /**
     * A client with limits of its own.
     *
     * @param builder fresh, such as {@code SnsClient.builder()}
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, Region region, CallLimits limits) {
        return builder.region(region)
                .credentialsProvider(surroundings.credentials())
                .httpClient(surroundings.http())
                .overrideConfiguration(each -> each.apiCallTimeout(limits.whole())
                        .apiCallAttemptTimeout(limits.attempt())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(limits.attempts())
                                .backoffStrategy(between(FIRST_WAIT))
                                .throttlingBackoffStrategy(between(FIRST_WAIT_WHEN_THROTTLED))
                                .build()))
                .build();
    }

    /**
     * The waits of mode STANDARD (at random up to a ceiling that doubles with each try), passed by the port for waiting and leaving the
     * SDK nothing to sleep, so that they pass on a simulated clock too. The clock is the source of chance: a simulation can be repeated.
     */
    private BackoffStrategy between(Duration firstWait) {
        return attempt -> {
            long ceiling = firstWait.toMillis() << Math.clamp(attempt - 1L, 0, 4);
            long chance = surroundings.clock().instant().getNano() * 31L + attempt;
            surroundings.waiting().pause(Duration.ofMillis(new SplittableRandom(chance).nextLong(ceiling)));
            return Duration.ZERO;
        };
    }
}
