// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.database.Finding;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.orchestrator.FailoverOrchestrator;
import dev.autofailover.tests.packaged.Outside;
import dev.autofailover.tests.packaged.PackagedJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** The functions' jars, as the template deploys them. */
final class PackagedCode implements Code {
    private final Path root;
    private final Map<Path, PackagedJar> jars = new HashMap<>();

    /** @param root the project's folder, whose packages have been built */
    PackagedCode(Path root) {
        this.root = root;
    }

    @Override
    public RequestStreamHandler handler(JsonNode function, Place place) {
        String className = function.path("Handler").asText();
        boolean decides = className.equals(FailoverOrchestrator.class.getName());
        Path jar = root.resolve(function.path("CodeUri").asText());
        return jars.computeIfAbsent(jar, PackagedJar::of)
                .handler(className, new World(place, place.together(decides ? SERVICES_AT_ONCE : Integer.MAX_VALUE)));
    }

    /** The simulated world, in types of the JDK. */
    private record World(Place place, SideBySide sideBySide) implements Outside {
        @Override
        public Map<String, String> variables() {
            return place.surroundings().variables();
        }

        @Override
        public InstantSource clock() {
            return place.surroundings().clock();
        }

        @Override
        public void pause(Duration howLong) {
            place.surroundings().waiting().pause(howLong);
        }

        @Override
        public <T> List<T> together(List<? extends Supplier<T>> tasks) {
            return sideBySide.all(tasks);
        }

        @Override
        public Set<String> names(String name) {
            return place.names(name);
        }

        @Override
        public Answered send(Sent call) throws IOException {
            SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                    .method(SdkHttpMethod.fromValue(call.method()))
                    .uri(call.uri())
                    .headers(call.headers())
                    .build();
            HttpExecuteResponse response = place.surroundings()
                    .http()
                    .prepareRequest(HttpExecuteRequest.builder()
                            .request(request)
                            .contentStreamProvider(() -> new ByteArrayInputStream(call.body()))
                            .build())
                    .call();
            try (var body = response.responseBody().orElseThrow()) {
                return new Answered(
                        response.httpResponse().statusCode(),
                        response.httpResponse().headers(),
                        body.readAllBytes());
            }
        }

        @Override
        public Looked look(String host, boolean write) {
            return switch (place.sql().look(host, write)) {
                case Finding.Silent(String how) ->
                    new Looked(Optional.of(how), false, Optional.empty(), Optional.empty(), false, Optional.empty());
                case Finding.Answered answered ->
                    new Looked(
                            Optional.empty(),
                            answered.inRecovery(),
                            answered.position(),
                            answered.behind(),
                            !(answered.write() instanceof Write.NotTried),
                            answered.write() instanceof Write.Failed failed
                                    ? Optional.of(failed.said())
                                    : Optional.empty());
                case Finding other -> throw new IllegalStateException("the model says nothing else: " + other);
            };
        }
    }
}
