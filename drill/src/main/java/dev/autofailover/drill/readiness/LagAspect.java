// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.decision.Lag;
import dev.autofailover.decision.LagSample;
import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.message.InWords;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.rds.ReplicaLag;
import dev.autofailover.plan.Policy;
import dev.autofailover.plan.Site;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** How far the standby is behind, against the plan's limit. */
final class LagAspect implements Aspect {
    private static final String NAME = "lag";

    private final OperatorAws aws;

    LagAspect(OperatorAws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        Site standby = facts.standby();
        Policy policy = facts.plan().policy();
        ReplicaLag metric = new ReplicaLag(
                new Regional<>(region -> aws.client(CloudWatchClient.builder(), region.id())),
                aws.surroundings().clock());
        try {
            List<LagSample> samples =
                    aws.ask("cloudwatch:GetMetricData", standby.region(), () -> metric.read(facts.plan(), standby));
            // A minute's sample counts from the minute's end, which may lie ahead.
            Lag lag = Lag.at(facts.now().plus(Duration.ofMinutes(1)), samples, policy.lagFresh());
            return List.of(judged(lag, facts));
        } catch (AwsTrouble trouble) {
            return List.of(Check.of(NAME, trouble));
        }
    }

    private static Check judged(Lag lag, ServiceFacts facts) {
        Policy policy = facts.plan().policy();
        return switch (lag) {
            case Lag.Known(Duration behind, var at) -> {
                Duration age = Duration.between(at, facts.now());
                String seen = InWords.of(behind) + ", measured "
                        + InWords.of(age.isNegative() ? Duration.ZERO : age) + " ago, limit "
                        + InWords.of(policy.maxLag());
                yield behind.compareTo(policy.maxLag()) <= 0
                        ? Check.ok(NAME, seen)
                        : Check.notOk(NAME, seen, "a failover now would ask first: find out why replication is behind");
            }
            case Lag.Unknown(String reason) ->
                Check.notOk(
                        NAME,
                        "unknown: " + reason,
                        "look at the metric of the replication lag of "
                                + facts.standby().database() + " in "
                                + facts.standby().region()
                                + (policy.unknownLag() == Policy.UnknownLag.BLOCK
                                        ? "; the plan blocks a failover on that"
                                        : "; the plan allows a failover all the same"));
        };
    }
}
