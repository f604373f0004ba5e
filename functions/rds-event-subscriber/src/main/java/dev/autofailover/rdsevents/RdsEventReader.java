// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.lambda.AwsTime;
import dev.autofailover.lambda.Unusable;
import dev.autofailover.plan.Arn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two shapes of an RDS event (RDS User Guide, USER_Events.overview): the body of an SNS message, and EventBridge's. */
final class RdsEventReader {
    /** Event subscriptions wrap the id in a URL whose host and page changed over the years. */
    private static final Pattern ID = Pattern.compile("RDS-EVENT-\\d{4,6}");

    private static final Pattern REGION_OF_LINK = Pattern.compile("[?&]region=([a-z0-9-]+)");
    /** What subscriptions call the sources, and how their ARNs do. */
    private static final Map<String, String> SOURCE_TYPES = Map.of("db-instance", "db", "db-cluster", "cluster");

    private RdsEventReader() {}

    /**
     * The event of an SNS message's body.
     *
     * @param topic in whose Region the database lies, where an older message does not say itself
     */
    static RdsEvent ofSubscription(JsonNode body, Optional<Arn> topic) {
        Optional<Arn> source = Arn.parse(body.path("Source ARN").asText());
        String type = body.path("Event Source").asText();
        return new RdsEvent(
                id(body.path("Event ID")),
                source.map(RdsEventReader::sourceType).orElse(SOURCE_TYPES.getOrDefault(type, type)),
                source.map(Arn::toString).orElseGet(() -> identifier(body.path("Source ID"))),
                source.or(() -> topic)
                        .map(Arn::region)
                        .or(() -> regionOfLink(body.path("Identifier Link").asText()))
                        .orElseThrow(() -> new Unusable("neither Source ARN nor the topic says the event's Region")),
                time("Event Time", body.path("Event Time")),
                body.path("Event Message").asText());
    }

    /** The event of an EventBridge envelope. */
    static RdsEvent ofBus(JsonNode envelope) {
        JsonNode detail = envelope.path("detail");
        Arn source = Arn.parse(detail.path("SourceArn").asText())
                .or(() -> Arn.parse(envelope.path("resources").path(0).asText()))
                .orElseThrow(() ->
                        new Unusable("detail.SourceArn of the event is no ARN: " + shown(detail.path("SourceArn"))));
        JsonNode date = detail.hasNonNull("Date") ? detail.path("Date") : envelope.path("time");
        return new RdsEvent(
                id(detail.path("EventID")),
                sourceType(source),
                source.toString(),
                source.region(),
                time("detail.Date", date),
                detail.path("Message").asText());
    }

    private static String id(JsonNode written) {
        Matcher id = ID.matcher(written.asText());
        if (id.find()) {
            return id.group();
        }
        throw new Unusable("the event's id holds no RDS-EVENT-nnnn: " + shown(written));
    }

    private static String sourceType(Arn source) {
        return source.resource().substring(0, Math.max(0, source.resource().indexOf(':')));
    }

    /** AWS's own samples write {@code rds:orders} for {@code orders}. */
    private static String identifier(JsonNode written) {
        String identifier = written.asText().replaceFirst("^rds:", "");
        if (identifier.isBlank()) {
            throw new Unusable("the event has neither Source ARN nor Source ID");
        }
        return identifier;
    }

    private static Optional<String> regionOfLink(String link) {
        Matcher region = REGION_OF_LINK.matcher(link);
        return region.find() ? Optional.of(region.group(1)) : Optional.empty();
    }

    private static Instant time(String field, JsonNode written) {
        return AwsTime.parse(written.asText())
                .orElseThrow(() -> new Unusable(field + " of the event is no time: " + shown(written)));
    }

    private static String shown(JsonNode written) {
        String text = written.isMissingNode() ? "missing" : written.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
