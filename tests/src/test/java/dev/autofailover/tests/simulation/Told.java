// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import dev.autofailover.simulated.RecordedCall;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What people were told, by the topic. */
final class Told {
    private final String topic;
    private final Chronicle chronicle;
    private final Set<String> ids = new HashSet<>();

    Told(String topic, Chronicle chronicle) {
        this.topic = topic;
        this.chronicle = chronicle;
    }

    void hear(RecordedCall call) {
        if (!call.operation().equals("Publish")
                || !(call.outcome() instanceof RecordedCall.Outcome.Answered answered)
                || answered.status() >= 300) {
            return;
        }
        QueryParameters said = QueryParameters.of(call.request());
        if (said.text("TopicArn").filter(topic::equals).isEmpty()) {
            return;
        }
        String text = said.required("Message");
        text.lines().filter(line -> line.startsWith("id: ")).forEach(line -> {
            if (ids.add(line.substring(4))) {
                chronicle.note("told      " + said.text("Subject").orElse(""));
            }
        });
    }

    /** Whatever stood in the outbox was told in the end. */
    void check(Map<String, String> owed) {
        owed.forEach((id, kind) -> {
            if (!ids.contains(id)) {
                chronicle.broken("told at least once", kind + " " + id + " was never told");
            }
        });
    }
}
