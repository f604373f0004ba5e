// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.witness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Something that answers as AWS does. Our simulator is always there; an emulator is, when a variable says where it listens;
 * LocalStack also when Docker has its image.
 *
 * @param variable names the environment variable with the emulator's URL; empty for the simulator
 */
record Witness(String name, Optional<String> variable) {
    static final Witness SIMULATOR = new Witness("simulator", Optional.empty());
    static final Witness MOTO = new Witness("moto", Optional.of("MOTO_URL"));
    static final Witness MINISTACK = new Witness("ministack", Optional.of("MINISTACK_URL"));
    static final Witness LOCALSTACK = new Witness("localstack", Optional.of("LOCALSTACK_URL"));

    /** Emulators start a service's code when it is first called, which takes seconds. */
    private static final CallLimits PATIENT = new CallLimits(1, Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** For tests of what every one of them does rightly. */
    static Stream<Witness> all() {
        return Stream.of(SIMULATOR, MOTO, MINISTACK, LOCALSTACK);
    }

    /** Where it listens. Skips the test, visibly, when it is not there. */
    URI url() {
        if (variable.isEmpty()) {
            return SimulatorServer.url();
        }
        String url = Optional.ofNullable(System.getenv(variable.get())).orElse("");
        if (url.isBlank() && this.equals(LOCALSTACK)) {
            return LocalStack.url();
        }
        assumeTrue(!url.isBlank(), () -> name + " is not here: start it and set " + variable.get() + " to its URL");
        return URI.create(url);
    }

    /** A client for it, in Stockholm; each call is sent once. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, Region.EU_NORTH_1);
    }

    /** The same in another Region. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, Region region) {
        Surroundings surroundings = new Surroundings(
                Map.of(),
                UrlConnectionHttpClient.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("witness", "witness")),
                InstantSource.system(),
                howLong -> {
                    throw new IllegalStateException("no adapter waits by itself");
                });
        return new AwsClients(surroundings).client(builder.endpointOverride(url()), region, PATIENT);
    }

    /** A name that no other test uses: emulators keep what they were given. */
    static String fresh(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public String toString() {
        return name;
    }
}
