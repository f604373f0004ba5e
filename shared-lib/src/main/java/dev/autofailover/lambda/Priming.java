// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Runs a function with the samples of its {@code priming.json} before Lambda takes the snapshot that it later restores (SnapStart), so
 * that a restored one finds its classes loaded.
 *
 * <p>What runs is a second function of the same class in a world of its own: no network, no role, no metrics, no waiting. It is
 * dropped afterwards. So the snapshot holds no connection, no credentials, no answer of AWS and no time of day, nothing has to be
 * made anew after a restore, and two restored environments share no name: whatever is random is drawn in an invocation.
 */
public final class Priming implements Resource {
    /** What its log lines carry as their request: they are no invocation's. */
    static final String REQUEST = "priming";

    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
    /** The runtime holds what is registered weakly, and a process has one function. */
    private static final AtomicReference<@Nullable Priming> REGISTERED = new AtomicReference<>();

    private final Surroundings real;
    private final Class<? extends RequestStreamHandler> function;
    private final Function<Surroundings, ? extends RequestStreamHandler> make;

    /**
     * Of that function.
     *
     * @param real what surrounds it, of which the variables are taken and the clock
     * @param function beside which {@code priming.json} lies, a list of inputs
     */
    public Priming(
            Surroundings real,
            Class<? extends RequestStreamHandler> function,
            Function<Surroundings, ? extends RequestStreamHandler> make) {
        this.real = real;
        this.function = function;
        this.make = make;
    }

    /** Has it done before the snapshot, where one will be taken; elsewhere not at all. */
    public void beforeSnapshot() {
        // Lambda Developer Guide, "Defined runtime environment variables".
        if ("snap-start".equals(real.variables().get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            REGISTERED.set(this);
            Core.getGlobalContext().register(this);
        }
    }

    /** Primes; a failure is logged, for a function that starts more slowly is better than none. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            prime();
        } catch (Exception | LinkageError failed) {
            LOG.warn("not primed, so the first invocation after a restore takes longer", failed);
        }
    }

    /** Nothing is to be made anew: see above. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {
        LOG.debug("restored");
    }

    private void prime() throws IOException, Malformed {
        RequestStreamHandler rehearsed = make.apply(offStage());
        for (JsonNode sample : Json.parse(samples(), "priming.json")) {
            rehearsed.handleRequest(
                    new ByteArrayInputStream(sample.toString().getBytes(StandardCharsets.UTF_8)),
                    new ByteArrayOutputStream(),
                    new PrimingInvocation(function.getSimpleName()));
        }
    }

    private String samples() throws IOException {
        try (@Nullable InputStream samples = function.getResourceAsStream("priming.json")) {
            if (samples == null) {
                throw new FileNotFoundException("priming.json is missing beside " + function);
            }
            return new String(samples.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Surroundings offStage() {
        Map<String, String> variables = new HashMap<>(real.variables());
        variables.put("METRICS_BY", "nothing");
        return new Surroundings(
                Map.copyOf(variables),
                new NoNetwork(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(REQUEST, REQUEST)),
                real.clock(),
                _ -> {});
    }
}
