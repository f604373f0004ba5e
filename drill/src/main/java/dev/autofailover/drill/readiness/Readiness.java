// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.drill.operate.Control;
import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.drill.operate.Orchestrator;
import dev.autofailover.drill.operate.StatusLines;
import dev.autofailover.json.Json;
import dev.autofailover.lambda.VirtualThreads;
import dev.autofailover.message.RecordJson;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.record.dynamodb.DynamoDbRecordStore;
import dev.autofailover.vote.SiteVote;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Looks at everything that a failover of one service would rely on, all Regions at once. */
public final class Readiness {
    private static final int AT_ONCE = 16;

    private final OperatorAws aws;
    private final Control control;

    public Readiness(OperatorAws aws, Control control) {
        this.aws = aws;
        this.control = control;
    }

    /**
     * What was found.
     *
     * @param by who asks, for the orchestrator's log
     * @throws NotPossible when the record or the plan can't be read: then nothing can be compared with anything
     */
    public ReadinessReport of(String service, String by) throws NotPossible {
        ServiceFacts facts = facts(service, by);
        List<Supplier<List<Check>>> looks = aspects().stream()
                .<Supplier<List<Check>>>map(aspect -> () -> aspect.look(facts))
                .toList();
        List<Check> checks = new VirtualThreads(AT_ONCE)
                .all(looks).stream().flatMap(List::stream).toList();
        return new ReadinessReport(
                service,
                facts.version().version(),
                facts.active().name(),
                facts.standby().name(),
                checks);
    }

    private List<Aspect> aspects() {
        return List.of(
                new RecordAspect(),
                new DuringRun(new DatabaseAspect(aws, ServiceFacts::active)),
                new DuringRun(new DatabaseAspect(aws, ServiceFacts::standby)),
                new DuringRun(new LagAspect(aws)),
                new SecretAspect(aws),
                new CheckerAspect(aws),
                new VoteAspect(),
                new AlarmAspect(aws),
                new DuringRun(new TrafficAspect(aws)),
                new TopicAspect(aws),
                new PermissionAspect(aws));
    }

    private ServiceFacts facts(String service, String by) throws NotPossible {
        ServiceRecord record = record(service, by);
        DynamoDbClient dynamoDb = aws.client(DynamoDbClient.builder(), control.region());
        String table = control.table();
        Optional<PlanVersion> plan = aws.ask(
                "dynamodb:GetItem", control.region(), () -> new DynamoDbPlanStore(dynamoDb, table).current(service));
        List<SiteVote> votes = aws.ask(
                "dynamodb:Query", control.region(), () -> new DynamoDbRecordStore(dynamoDb, table).votes(service));
        return new ServiceFacts(
                control,
                plan.orElseThrow(() -> new NotPossible("the table " + table + " has no plan of " + service
                        + ": apply it with autofailover plan apply")),
                record,
                votes,
                aws.surroundings().clock().instant());
    }

    private ServiceRecord record(String service, String by) throws NotPossible {
        Orchestrator orchestrator = new Orchestrator(aws, control);
        ObjectNode answer = orchestrator.answer(
                Json.object().put("command", "status").put("service", service).put("by", by));
        if (!answer.has("revision")) {
            String known = orchestrator
                    .answer(Json.object().put("command", "status").put("by", by))
                    .path("services")
                    .valueStream()
                    .map(each -> each.path("service").asText())
                    .collect(Collectors.joining(", "));
            throw new NotPossible("no plan is in force for a service named " + service + "; "
                    + (known.isEmpty() ? "none is for any" : "known are " + known)
                    + ": apply one with autofailover plan apply FILE");
        }
        try {
            return StatusLines.record(answer);
        } catch (RecordJson.Unreadable other) {
            throw new NotPossible("the orchestrator's record can't be read by this release (" + other.getMessage()
                    + "): use the command of the release that is deployed");
        }
    }
}
