// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** Real SDK clients whose network is the simulator. They try once only. */
public final class Clients {
    private Clients() {}

    /** The client that {@code builder} builds, called by {@code caller} in {@code region}. */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(
            B builder, SimulatedAws aws, Caller caller, String region) {
        return build(builder, aws.httpClient(caller), region, Optional.empty(), config -> {});
    }

    /** The client that {@code builder} builds, called by {@code caller} in {@code region}, configured further by {@code more}. */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(
            B builder,
            SimulatedAws aws,
            Caller caller,
            String region,
            Consumer<ClientOverrideConfiguration.Builder> more) {
        return build(builder, aws.httpClient(caller), region, Optional.empty(), more);
    }

    /** The client that {@code builder} builds, called from outside AWS. */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(
            B builder, SimulatedAws aws, String region) {
        return of(builder, aws, Caller.outside("test"), region);
    }

    /** The client that {@code builder} builds, calling {@code endpoint} by HTTP. */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C over(
            B builder, URI endpoint, String region) {
        return build(builder, UrlConnectionHttpClient.create(), region, Optional.of(endpoint), config -> {});
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder,
            SdkHttpClient http,
            String region,
            Optional<URI> endpoint,
            Consumer<ClientOverrideConfiguration.Builder> more) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.httpClient(http)
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "not-a-secret")))
                .overrideConfiguration(config -> {
                    config.retryStrategy(DefaultRetryStrategy.doNotRetry());
                    more.accept(config);
                })
                .build();
    }
}
