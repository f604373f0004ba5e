// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.LambdaSurroundings;
import dev.autofailover.lambda.LogContext;
import dev.autofailover.lambda.NameLookups;
import dev.autofailover.lambda.Priming;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.lambda.Variables;
import dev.autofailover.watch.Crew;
import dev.autofailover.watch.Patrol;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Every minute ({@code {"schedule":"every-minute"}}) carries out the plans' DynamoDB canaries from its Region. */
public final class DynamoDbHealthChecker implements RequestStreamHandler {
    /** More than the tables of one Region's plans usually come to; the others wait in line. */
    private static final int CHECKS_AT_ONCE = 64;

    static {
        NameLookups.freshAndIndependent();
    }

    private final Patrol patrol;

    /** For Lambda. */
    public DynamoDbHealthChecker() {
        Surroundings real = LambdaSurroundings.real();
        this(real);
        new Priming(real, DynamoDbHealthChecker.class, DynamoDbHealthChecker::new).beforeSnapshot();
    }

    /** In a world of the caller's. */
    public DynamoDbHealthChecker(Surroundings surroundings) {
        this(surroundings, Crew.onVirtualThreads(CHECKS_AT_ONCE));
    }

    /** In a world of the caller's, order of events included. */
    public DynamoDbHealthChecker(Surroundings surroundings, Crew crew) {
        String region =
                new Variables(surroundings.variables()).region("AWS_REGION").id();
        AwsClients clients = new AwsClients(surroundings);
        TableAccess tables = new TableAccess(
                region,
                surroundings.clock(),
                to -> clients.probe(DynamoDbClient.builder(), Region.of(to), Canary.limit(Duration.ZERO)));
        Canaries canaries = new Canaries(region, tables, surroundings.clock());
        patrol = Patrol.of(surroundings, "dynamodb-health-checker", crew, canaries::of);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (LogContext _ = LogContext.of(context)) {
            ObjectNode event = InputReader.read(input);
            if (!event.path("schedule").isTextual()) {
                throw new Unusable("the input is not {\"schedule\":\"every-minute\"}");
            }
            String answer = patrol.go(Duration.ofMillis(context.getRemainingTimeInMillis()));
            output.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }
}
