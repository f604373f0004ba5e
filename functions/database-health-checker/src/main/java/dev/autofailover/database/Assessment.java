// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.database.Finding.Answered;
import dev.autofailover.database.Finding.NotMade;
import dev.autofailover.database.Finding.Refused;
import dev.autofailover.database.Finding.Silent;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.message.CheckAnswer;
import dev.autofailover.watch.CheckResult;
import dev.autofailover.watch.CheckResult.Ailing;
import dev.autofailover.watch.CheckResult.Failed;
import dev.autofailover.watch.CheckResult.Inconclusive;
import dev.autofailover.watch.CheckResult.Passed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a finding means: for an opinion, and for whoever asked. Pure. */
final class Assessment {
    private Assessment() {}

    /** What it means for the opinion of a site. Which role the site should have is not for a checker to know. */
    static CheckResult result(Finding finding) {
        return switch (finding) {
            case Answered answered -> answered(answered, evidence(answered));
            case Refused(Fault fault, String state, String said, boolean credentials) ->
                byFault(fault, "the server refuses: " + said, Map.of("sqlState", state));
            case Silent(String how) -> new Failed(how, Map.of("error", how), false);
            case NotMade(String why) -> new Inconclusive(why, Map.of(), false);
        };
    }

    /** What it means for the orchestrator that asked. */
    static CheckAnswer answer(Finding finding, Duration latency) {
        String reason = result(finding).reason();
        return switch (finding) {
            case Answered answered ->
                new CheckAnswer(
                        true,
                        Optional.of(answered.inRecovery()),
                        answered.position(),
                        wrote(answered.write()),
                        latency,
                        reason);
            case Refused refused -> unanswered(latency, reason);
            case Silent silent -> unanswered(latency, reason);
            case NotMade notMade -> unanswered(latency, reason);
        };
    }

    private static CheckResult answered(Answered answered, Map<String, String> evidence) {
        return switch (answered.write()) {
            case Write.NotTried untried
            when answered.inRecovery() -> new Passed("answers, in recovery" + behind(answered), evidence);
            case Write.NotTried untried
            when answered.readOnly() ->
                new Failed("answers, no standby, and takes no writes: read-only", evidence, true);
            case Write.NotTried untried -> new Passed("answers, no standby; no write tried", evidence);
            case Write.Committed committed -> new Passed("answers, and a write committed", evidence);
            case Write.Failed(Fault fault, String said) ->
                byFault(fault, "answers, but a write did not commit: " + said, evidence);
        };
    }

    private static CheckResult byFault(Fault fault, String reason, Map<String, String> evidence) {
        return switch (fault) {
            case BROKEN -> new Failed(reason, evidence, true);
            case BUSY -> new Ailing(reason, evidence);
            case CONFIGURATION -> new Inconclusive(reason, evidence, true);
        };
    }

    private static String behind(Answered answered) {
        return answered.behind()
                .map(age -> ", last replayed commit %.1f s old".formatted(age.toMillis() / 1000.0))
                .orElse("");
    }

    private static Map<String, String> evidence(Answered answered) {
        Map<String, String> evidence = new HashMap<>();
        evidence.put("inRecovery", Boolean.toString(answered.inRecovery()));
        answered.position().ifPresent(position -> evidence.put("position", position));
        answered.behind().ifPresent(age -> evidence.put("behindMillis", Long.toString(age.toMillis())));
        wrote(answered.write()).ifPresent(wrote -> evidence.put("wrote", wrote.toString()));
        return Map.copyOf(evidence);
    }

    private static Optional<Boolean> wrote(Write write) {
        return switch (write) {
            case Write.NotTried untried -> Optional.empty();
            case Write.Committed committed -> Optional.of(true);
            case Write.Failed failed -> Optional.of(false);
        };
    }

    private static CheckAnswer unanswered(Duration latency, String reason) {
        return new CheckAnswer(false, Optional.empty(), Optional.empty(), Optional.empty(), latency, reason);
    }
}
