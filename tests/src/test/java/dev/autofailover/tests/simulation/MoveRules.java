// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.run.Run;
import dev.autofailover.run.Step;
import dev.autofailover.run.StepKind;
import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.protocol.QueryParameters;
import dev.autofailover.simulated.rds.ModelDatabase;
import dev.autofailover.simulated.rds.ModelDatabase.Client;
import dev.autofailover.simulated.rds.ModelReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must hold at the moment of each call that moves the service: seen at AWS, whatever the record says. */
final class MoveRules {
    private static final Pattern CREATED = Pattern.compile(
            "<Action>CREATE</Action><ResourceRecordSet><Name>orders-db\\.example\\.com\\.?</Name><Type>CNAME</Type>.*?<Value>([^<]+)</Value>");

    private final SimulatedSystem system;
    private final Chronicle chronicle;
    private final Map<String, Instant> promoted = new HashMap<>();

    MoveRules(SimulatedSystem system, Chronicle chronicle) {
        this.system = system;
        this.chronicle = chronicle;
    }

    void check(RecordedCall call) {
        if (!call.caller().name().equals(SimulatedSystem.STACK + "-FailoverOrchestrator")
                || !mayHaveHadAnEffect(call)) {
            return;
        }
        switch (call.operation()) {
            case "PromoteReadReplica" -> promoted(call);
            case "ChangeResourceRecordSets" -> led(call);
            case "ModifyDBInstance", "RebootDBInstance" ->
                chronicle.note("call      " + call.operation() + " "
                        + QueryParameters.of(call.request())
                                .text("DBInstanceIdentifier")
                                .orElse(""));
            default -> {
                // Looks change nothing.
            }
        }
    }

    private static boolean mayHaveHadAnEffect(RecordedCall call) {
        return switch (call.outcome()) {
            case RecordedCall.Outcome.Answered(int status, Optional<String> _) -> status < 300;
            case RecordedCall.Outcome.Unanswered(String reason) -> reason.contains("Read timed out");
        };
    }

    /** The old writer accepts no client's write any more, or the run owes its fence, and says so; a switchover loses nothing. */
    private void promoted(RecordedCall call) {
        String to = call.region();
        chronicle.note("call      PromoteReadReplica in " + to);
        promoted.put(to, call.at());
        String from = to.equals(Regions.IRELAND) ? Regions.FRANKFURT : Regions.IRELAND;
        Optional<Run> run = system.record().flatMap(record -> record.run());
        if (run.isEmpty() || !run.get().isUnderWay()) {
            chronicle.broken("promotion only by a run", "no run is under way");
            return;
        }
        ModelDatabase old = system.databases.in(from);
        boolean accepts = old.write(Client.APPLICATION, "is it fenced?") instanceof ModelReply.Committed;
        boolean owed = run.get()
                .step(StepKind.FENCE)
                .filter(step -> step.state() == Step.State.OWED || run.get().acceptsUnfenced())
                .isPresent();
        if (accepts && !owed) {
            chronicle.broken("no promotion beside a writer", from + " still accepts writes, and its fence is not owed");
        }
        if (run.get().kind() == Run.Kind.SWITCHOVER) {
            loses(old, system.databases.in(to));
        }
    }

    private void loses(ModelDatabase old, ModelDatabase next) {
        long lost = clientRows(old) - clientRows(next);
        if (lost > 0) {
            chronicle.broken("a switchover loses nothing", lost + " rows have not come over");
        }
    }

    private static long clientRows(ModelDatabase database) {
        return database.rows().stream()
                .filter(row -> row.text().equals(Application.ROW))
                .count();
    }

    /** Traffic goes only to a database that has accepted a write since its promotion. */
    private void led(RecordedCall call) {
        Matcher created = CREATED.matcher(new String(call.request().body(), StandardCharsets.UTF_8));
        if (!created.find()) {
            chronicle.broken("traffic never leads to nothing", "a batch without a new name");
            return;
        }
        String to = system.databases.regionOf(created.group(1));
        chronicle.note("call      ChangeResourceRecordSets: " + Regions.site(to));
        if (system.databases.in(to).inRecovery()) {
            chronicle.broken("traffic only to a writer", Regions.site(to) + " is in recovery");
        }
        Optional<Instant> since = Optional.ofNullable(promoted.get(to));
        Optional<Instant> proof = system.databases.lastProof(to);
        if (since.isPresent() && proof.filter(since.get()::isBefore).isEmpty()) {
            chronicle.broken(
                    "traffic only after a write", Regions.site(to) + " has not accepted a write since its promotion");
        }
    }
}
