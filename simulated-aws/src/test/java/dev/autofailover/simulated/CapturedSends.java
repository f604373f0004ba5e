// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes what a service sends to topics, buses and functions, and keeps it. */
public final class CapturedSends implements Topics, ServiceEvents, Functions {
    /** A message to a topic. */
    public record Published(
            String topicArn, Optional<String> subject, String message, Map<String, String> attributes) {}

    /** An event for a bus. */
    public record Emitted(String region, String source, String detailType, List<String> resources, ObjectNode detail) {}

    /** An event for a function. */
    public record Invoked(String arn, String event, String source) {}

    public final List<Published> published = new ArrayList<>();
    public final List<Emitted> emitted = new ArrayList<>();
    public final List<Invoked> invoked = new ArrayList<>();

    @Override
    public void publish(String topicArn, Optional<String> subject, String message, Map<String, String> attributes) {
        published.add(new Published(topicArn, subject, message, attributes));
    }

    @Override
    public void emit(String region, String source, String detailType, List<String> resources, ObjectNode detail) {
        emitted.add(new Emitted(region, source, detailType, resources, detail));
    }

    @Override
    public void invokeLater(String arn, byte[] event, String source) {
        invoked.add(new Invoked(arn, new String(event, StandardCharsets.UTF_8), source));
    }
}
