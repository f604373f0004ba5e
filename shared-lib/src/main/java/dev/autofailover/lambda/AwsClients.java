// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;

/**
 * Builds the SDK clients: each with its Region, retry mode STANDARD, and a limit on every call.
 *
 * <p>Mode STANDARD is asked for because the SDK's default is {@code legacy}; {@code adaptive} may delay even a first call.
 */
public final class AwsClients {
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
                                .build()))
                .build();
    }
}
