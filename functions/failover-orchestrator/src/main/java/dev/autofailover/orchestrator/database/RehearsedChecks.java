// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.database;

import dev.autofailover.message.CheckAnswer;
import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** In a dry run: looks are real, but for a database that the dry run takes for promoted; a write is only said. */
public final class RehearsedChecks implements DatabaseChecks {
    private final DatabaseChecks real;
    private final Effects effects;

    public RehearsedChecks(DatabaseChecks real, Effects effects) {
        this.real = real;
        this.effects = effects;
    }

    @Override
    public Reply ask(Plan plan, Site from, Question question) {
        if (question.write()) {
            Map<String, String> what = Map.of("FunctionName", from.checker(), "host", question.host(), "write", "true");
            effects.perform(PlannedCall.of("lambda", "InvokeFunction", from.region(), what), () -> {});
            return assumed("assumed to have written");
        }
        boolean promoted = effects.assumed().stream().anyMatch(call -> promotes(call, from));
        return promoted ? assumed("assumed to be promoted") : real.ask(plan, from, question);
    }

    private static boolean promotes(PlannedCall call, Site site) {
        String cluster = call.parameters().getOrDefault("TargetDbClusterIdentifier", "");
        return call.is("PromoteReadReplica", site.region(), "DBInstanceIdentifier", site.database())
                || cluster.matches(
                        "arn:[^:]+:rds:" + site.region() + ":\\d*:cluster:" + Pattern.quote(site.database()));
    }

    private static Reply assumed(String how) {
        return new Reply.Answer(
                new CheckAnswer(true, Optional.of(false), Optional.empty(), Optional.of(true), Duration.ZERO, how));
    }
}
