// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.decision.Decision;
import dev.autofailover.message.RecordJson;
import dev.autofailover.run.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the table keeps of the past. */
final class Journal {
    private final SimulatedSystem system;
    private final Chronicle chronicle;

    Journal(SimulatedSystem system, Chronicle chronicle) {
        this.system = system;
        this.chronicle = chronicle;
    }

    /** Every decision that ever stood is kept, and every run but the newest has ended before the next began. */
    void check(Set<String> decided) {
        Set<String> kept = bodies("DECISION#").stream()
                .map(body -> RecordJson.parse(body, Decision.class))
                .map(decision -> decision.row() + " " + decision.reason())
                .collect(Collectors.toCollection(HashSet::new));
        decided.stream()
                .filter(each -> !kept.contains(each))
                .forEach(each -> chronicle.broken("every decision is recorded", each));
        List<Run> runs = bodies("RUN#").stream()
                .filter(body -> body.contains("\"generation\""))
                .filter(body -> body.contains("\"steps\""))
                .map(body -> RecordJson.parse(body, Run.class))
                .toList();
        for (int i = 1; i < runs.size(); i++) {
            Run earlier = runs.get(i - 1);
            Run later = runs.get(i);
            if (earlier.endedAt().filter(end -> !end.isAfter(later.startedAt())).isEmpty()) {
                chronicle.broken("never two runs", earlier.words() + " had not ended when " + later.words() + " began");
            }
        }
    }

    private List<String> bodies(String prefix) {
        return system
                .table
                .queryPaginator(query -> query.tableName(SimulatedSystem.STACK + "-Table")
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS("SERVICE#" + SimulatedSystem.SERVICE),
                                ":prefix", AttributeValue.fromS(prefix))))
                .items()
                .stream()
                .map(item -> Objects.requireNonNull(item.get("body")).s())
                .toList();
    }
}
