// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged.inside;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.autofailover.lambda.LambdaSurroundings;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.tests.packaged.Outside;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Makes a handler of the classes that this one was loaded with. */
public final class Inside {
    private Inside() {}

    /** The handler of that class, in that world. */
    public static RequestStreamHandler handler(String className, Outside outside) throws ReflectiveOperationException {
        // As on Lambda: this sets up the logging, of which there is no other configuration.
        LambdaSurroundings.real();
        Surroundings surroundings = new Surroundings(
                outside.variables(), new Network(outside), new Somebody(), outside.clock(), outside::pause);
        return switch (className) {
            case "dev.autofailover.orchestrator.FailoverOrchestrator" ->
                OfOrchestrator.handler(surroundings, outside, new Together(outside));
            case "dev.autofailover.dynamodb.DynamoDbHealthChecker" ->
                OfTables.handler(surroundings, new Together(outside));
            case "dev.autofailover.database.DatabaseHealthChecker" ->
                OfDatabases.handler(surroundings, outside, new Together(outside));
            default ->
                Class.forName(className)
                        .asSubclass(RequestStreamHandler.class)
                        .getConstructor(Surroundings.class)
                        .newInstance(surroundings);
        };
    }

    /** Logs a failure with its cause. */
    public static void logAFailure() {
        LambdaSurroundings.real();
        LoggerFactory.getLogger("dev.autofailover.packaged")
                .warn("it failed", new IllegalStateException("outer", new IllegalArgumentException("inner")));
    }

    /** The outside's order of events. */
    private record Together(Outside outside) implements SideBySide {
        @Override
        public <T> List<T> all(List<? extends Supplier<T>> tasks) {
            ClassLoader ours = Together.class.getClassLoader();
            return outside.together(tasks.stream()
                    .<Supplier<T>>map(task -> () -> {
                        Thread.currentThread().setContextClassLoader(ours);
                        return task.get();
                    })
                    .toList());
        }
    }

    /** Signs, for nobody looks at the signature. */
    private record Somebody() implements AwsCredentialsProvider, AwsCredentials {
        @Override
        public AwsCredentials resolveCredentials() {
            return this;
        }

        @Override
        public String accessKeyId() {
            return "simulation";
        }

        @Override
        public String secretAccessKey() {
            return "simulation";
        }
    }
}
