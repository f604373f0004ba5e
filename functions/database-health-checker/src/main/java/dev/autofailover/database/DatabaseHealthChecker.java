// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Malformed;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.LambdaSurroundings;
import dev.autofailover.lambda.LogContext;
import dev.autofailover.lambda.NameLookups;
import dev.autofailover.lambda.Priming;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.message.Checks;
import dev.autofailover.watch.Crew;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Every minute ({@code {"schedule":"every-minute"}}) carries out the plans' probes from its Region; asked
 * ({@code {"version":1,"check":{…}}}) looks at one database and answers.
 */
public final class DatabaseHealthChecker implements RequestStreamHandler {
    /** More than the probes of one Region usually come to; the others wait in line. */
    private static final int CHECKS_AT_ONCE = 64;

    static {
        NameLookups.freshAndIndependent();
    }

    private final Checker checker;

    /** For Lambda. */
    public DatabaseHealthChecker() {
        Surroundings real = LambdaSurroundings.real();
        this(real);
        new Priming(real, DatabaseHealthChecker.class, DatabaseHealthChecker::new).beforeSnapshot();
    }

    /** In a world of the caller's, with real databases. */
    public DatabaseHealthChecker(Surroundings surroundings) {
        this(surroundings, Checker.realDatabases(surroundings), Crew.onVirtualThreads(CHECKS_AT_ONCE));
    }

    /** In a world of the caller's, databases and order of events included. */
    public DatabaseHealthChecker(Surroundings surroundings, SqlCheck databases, Crew crew) {
        checker = Checker.of(surroundings, databases, crew);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (LogContext _ = LogContext.of(context)) {
            ObjectNode event = InputReader.read(input);
            String answer;
            if (event.has("check")) {
                answer = Checks.write(checker.asked(request(event)));
            } else if (event.path("schedule").isTextual()) {
                answer = checker.scheduled(Duration.ofMillis(context.getRemainingTimeInMillis()));
            } else {
                throw new Unusable(
                        "the input is neither {\"schedule\":\"every-minute\"} nor {\"version\":1,\"check\":{…}}");
            }
            output.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static CheckRequest request(ObjectNode event) {
        try {
            return Checks.parseRequest(event.toString());
        } catch (Malformed malformed) {
            throw new Unusable(String.valueOf(malformed.getMessage()));
        }
    }
}
