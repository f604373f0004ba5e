// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import dev.autofailover.message.CheckAnswer;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.message.Checks;
import dev.autofailover.orchestrator.database.Lsn;
import dev.autofailover.simulated.SimulatedTime;
import dev.autofailover.simulated.lambda.Function;
import dev.autofailover.simulated.lambda.InvocationContext;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import dev.autofailover.simulated.route53.SimulatedRoute53;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the database-health-checker answers, of model databases. */
final class ModelChecker implements Function {
    /** How long the real one waits for a server that says nothing. */
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final Map<String, ModelDatabase> byEndpoint;
    private final SimulatedRoute53 names;
    private final SimulatedTime time;
    private volatile boolean writesFail;

    ModelChecker(Map<String, ModelDatabase> byEndpoint, SimulatedRoute53 names, SimulatedTime time) {
        this.byEndpoint = byEndpoint;
        this.names = names;
        this.time = time;
    }

    /** From now on no row commits, though the servers answer: as with a full disk. */
    void writesFail(boolean fail) {
        writesFail = fail;
    }

    @Override
    public void handle(InputStream in, OutputStream out, InvocationContext context) throws Exception {
        CheckRequest request = Checks.parseRequest(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        out.write(Checks.write(answer(request)).getBytes(StandardCharsets.UTF_8));
    }

    private CheckAnswer answer(CheckRequest request) {
        Optional<ModelDatabase> database = Optional.ofNullable(byEndpoint.get(request.host()))
                .or(() -> names.resolve(request.host() + ".", "CNAME")
                        .map(set -> byEndpoint.get(set.values().getFirst())));
        if (database.isEmpty()) {
            return dead("no such host: " + request.host());
        }
        return switch (database.get().unreachable(Client.CHECKER).orElse(new ModelReply.ReadOnly())) {
            case ModelReply.Silent() -> {
                time.pause(DEADLINE);
                yield dead("no answer within " + DEADLINE);
            }
            case ModelReply.Refused() -> dead("connection refused");
            case ModelReply.ReadOnly(), ModelReply.Committed(long _) -> alive(database.get(), request.write());
        };
    }

    private CheckAnswer alive(ModelDatabase database, boolean write) {
        Optional<Boolean> wrote = write
                ? Optional.of(!writesFail && database.write(Client.CHECKER, "check") instanceof ModelReply.Committed)
                : Optional.empty();
        return new CheckAnswer(
                true,
                Optional.of(database.inRecovery()),
                Optional.of(new Lsn(database.position()).toString()),
                wrote,
                Duration.ofMillis(5),
                database.inRecovery() ? "answers, in recovery" : "answers");
    }

    private static CheckAnswer dead(String why) {
        return new CheckAnswer(false, Optional.empty(), Optional.empty(), Optional.empty(), DEADLINE, why);
    }
}
