// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.plan.Arn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Credentials from the secret's replica in this function's own Region, so that no other Region is needed to log in anywhere.
 *
 * <p>A replica has the ARN of the secret with another Region in it (AWS Secrets Manager User Guide, replicate secrets). What was read
 * is remembered until a server refuses it, so that checks go on while Secrets Manager does not answer.
 */
public final class SecretsManagerCredentials implements CredentialSource {
    /** Also while a password stays wrong, the secret is read no oftener than this. */
    private static final Duration REREAD = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(SecretsManagerCredentials.class);

    private final SecretsManagerClient secrets;
    private final String region;
    private final InstantSource clock;
    private final Map<String, Read> remembered = new ConcurrentHashMap<>();

    /**
     * Credentials of that Region's replicas.
     *
     * @param secrets a client in {@code region}
     */
    public SecretsManagerCredentials(SecretsManagerClient secrets, String region, InstantSource clock) {
        this.secrets = secrets;
        this.region = region;
        this.clock = clock;
    }

    @Override
    public Credentials of(String secret) throws Unavailable {
        @Nullable Read known = remembered.get(secret);
        return known == null ? read(secret) : known.credentials();
    }

    @Override
    public Credentials insteadOf(Credentials refused, String secret) throws Unavailable {
        Optional<Read> known = Optional.ofNullable(remembered.get(secret));
        Optional<Credentials> newer = known.map(Read::credentials).filter(each -> !each.equals(refused));
        if (newer.isPresent()) {
            return newer.get();
        }
        Instant now = clock.instant();
        boolean justRead =
                known.filter(each -> each.at().plus(REREAD).isAfter(now)).isPresent();
        return justRead ? refused : read(secret);
    }

    private Credentials read(String secret) throws Unavailable {
        String replica = replica(secret);
        try {
            @Nullable
            String text = secrets.getSecretValue(get -> get.secretId(replica)).secretString();
            Credentials credentials = parse(replica, text == null ? "" : text);
            remembered.put(secret, new Read(credentials, clock.instant()));
            LOG.info("read the credentials of {}", replica);
            return credentials;
        } catch (AwsServiceException refused) {
            throw new Unavailable(
                    "the secret " + replica + " can't be read (secretsmanager:GetSecretValue, "
                            + refused.awsErrorDetails().errorCode() + "): replicate it to " + region
                            + ", and let this function read it",
                    refused);
        } catch (SdkException unreachable) {
            throw new Unavailable("Secrets Manager in " + region + " does not answer", unreachable);
        }
    }

    private String replica(String secret) throws Unavailable {
        Arn arn = Arn.parse(secret).orElseThrow(() -> new Unavailable("the plan's secret is no ARN: " + secret));
        return new Arn(arn.partition(), arn.service(), region, arn.account(), arn.resource()).toString();
    }

    /** The secret's text stands in no message: it is the secret. */
    private static Credentials parse(String replica, String text) throws Unavailable {
        try {
            JsonNode json = InputReader.read("the secret " + replica, text);
            JsonNode username = json.path("username");
            JsonNode password = json.path("password");
            if (username.isTextual() && password.isTextual()) {
                return new Credentials(username.textValue(), password.textValue());
            }
        } catch (Unusable noJson) {
            LOG.debug("the secret {} is no JSON object", replica);
        }
        throw new Unavailable("the secret " + replica + " must be JSON with the texts username and password");
    }

    private record Read(Credentials credentials, Instant at) {}
}
