// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** An RDS event as EventBridge and as SNS subscribers get it. */
final class EventShapes {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** With a space and without a zone, as RDS writes it. */
    private static final DateTimeFormatter NOTIFICATION_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DETAIL_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EventShapes() {}

    /** The event's detail for EventBridge, by the RDS User Guide, USER_Events.overview. */
    static ObjectNode detail(EventLog.Entry entry) {
        ObjectNode detail = JSON.createObjectNode();
        entry.event().categories().forEach(detail.putArray("EventCategories")::add);
        return detail.put("SourceType", "DB_INSTANCE")
                .put("SourceArn", entry.arn())
                .put("Date", DETAIL_TIME.format(entry.at()))
                .put("Message", entry.event().message())
                .put("SourceIdentifier", entry.identifier())
                .put("EventID", entry.event().id());
    }

    /** The message's text, JSON with spaces in its keys; as seen in samples of real messages. */
    static String notification(EventLog.Entry entry, Map<String, String> tags) {
        ObjectNode message = JSON.createObjectNode()
                .put("Event Source", "db-instance")
                .put("Event Time", NOTIFICATION_TIME.format(entry.at()))
                .put(
                        "Identifier Link",
                        "https://console.aws.amazon.com/rds/home?region=" + entry.region() + "#dbinstance:id="
                                + entry.identifier())
                .put("Source ID", entry.identifier())
                .put("Source ARN", entry.arn())
                .put(
                        "Event ID",
                        "http://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html#"
                                + entry.event().id())
                .put("Event Message", entry.event().message());
        ObjectNode tagged = message.putObject("Tags");
        tags.forEach(tagged::put);
        return message.toString();
    }
}
