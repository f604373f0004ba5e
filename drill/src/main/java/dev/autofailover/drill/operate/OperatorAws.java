// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** AWS as the operator who runs the command may use it. */
public final class OperatorAws {
    /** The remedy for every trouble with credentials. */
    static final String LOG_IN = "run aws sso login or aws configure, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY";

    /** An invocation of the orchestrator answers when it is over; the template gives it two minutes. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(150);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** A dead Region costs a person no more than this, and all are asked at once. */
    private static final CallLimits LOOK = new CallLimits(2, Duration.ofSeconds(4), Duration.ofSeconds(7));

    private final Surroundings surroundings;
    private final AwsClients clients;

    public OperatorAws(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.clients = new AwsClients(surroundings);
    }

    /** This process's variables, the SDK's default chain of credentials (variables, profile, SSO …), and the network. */
    public static Surroundings here() {
        return new Surroundings(
                System.getenv(),
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(LONGEST_ANSWER)
                        .build(),
                DefaultCredentialsProvider.builder().build(),
                Clock.systemUTC(),
                howLong -> {
                    throw new IllegalStateException("a command does not wait " + howLong);
                });
    }

    /** What the command is surrounded by. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /**
     * Finds out whether there are credentials at all, so that their lack is said once and plainly.
     *
     * @throws NotPossible when there are none
     */
    public void requireCredentials() throws NotPossible {
        try {
            surroundings.credentials().resolveCredentials();
        } catch (SdkException | IllegalStateException | IllegalArgumentException none) {
            String profile = surroundings.variables().get("AWS_PROFILE");
            throw new NotPossible(
                    "no AWS credentials" + (profile == null ? "" : " by profile " + profile) + ": " + LOG_IN);
        }
    }

    /** A client for looking. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        return clients.client(builder, Region.of(region), LOOK);
    }

    /** A client that sends once, and waits as long as an invocation of the orchestrator may take. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C patient(B builder, String region) {
        return clients.client(builder, Region.of(region), CallLimits.once(LONGEST_ANSWER));
    }

    /**
     * What {@code call} answers.
     *
     * @param action as IAM spells it
     * @throws AwsTrouble when it comes to nothing
     */
    public <R> R ask(String action, String region, Supplier<R> call) throws AwsTrouble {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw AwsTrouble.of(action, region, failure);
        }
    }
}
