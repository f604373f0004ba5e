// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.simulated.CapturedSends;
import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.Tag;

class RdsEventsTest {
    private static final String ARN = "arn:aws:rds:eu-west-1:111122223333:db:orders";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:rds-events";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00.250Z"));
    private final CapturedSends sends = new CapturedSends();
    private final SimulatedRds rds = new SimulatedRds(time, RdsTiming.quick(), sends, sends);
    private final SimulatedAws aws = new SimulatedAws(time).with(rds);
    private final RdsClient ireland = Clients.of(RdsClient.builder(), aws, "eu-west-1");

    @BeforeEach
    void oneInstance() {
        rds.addInstance(
                NewInstance.postgres("eu-west-1", "orders").inTwoZones(), ModelDatabase.primary(time, Set.of()));
    }

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void anEventReachesTheBusInItsDocumentedShape() {
        rds.announce("eu-west-1", "orders", RdsEvent.FAILOVER_COMPLETED);
        time.advance(Duration.ofSeconds(1));

        assertThat(sends.emitted).singleElement().satisfies(event -> {
            assertThat(event.region()).isEqualTo("eu-west-1");
            assertThat(event.source()).isEqualTo("aws.rds");
            assertThat(event.detailType()).isEqualTo("RDS DB Instance Event");
            assertThat(event.resources()).containsExactly(ARN);
            assertThat(event.detail()).isEqualTo(json("""
                    {"EventCategories":["failover"],"SourceType":"DB_INSTANCE","SourceArn":"%s",
                     "Date":"2026-11-21T10:00:00.250Z","Message":"Multi-AZ instance failover completed",
                     "SourceIdentifier":"orders","EventID":"RDS-EVENT-0049"}""".formatted(ARN)));
        });
    }

    @Test
    void aSubscriptionGetsItsPlainTextGreetingAndThenOnlyWhatItAskedFor() {
        ireland.addTagsToResource(request -> request.resourceName(ARN)
                .tags(Tag.builder().key("team").value("orders").build()));
        ireland.createEventSubscription(request -> request.subscriptionName("autofailover")
                .snsTopicArn(TOPIC)
                .sourceType("db-instance")
                .eventCategories("failover"));
        rds.announce("eu-west-1", "orders", RdsEvent.SHUT_DOWN);
        rds.announce("eu-west-1", "orders", RdsEvent.FAILOVER_STARTED);
        time.advance(Duration.ofSeconds(1));

        assertThat(sends.published).hasSize(2);
        assertThat(sends.published.getFirst().message())
                .startsWith("This is a message to notify that RDS will attempt to send you event notifications");
        CapturedSends.Published event = sends.published.getLast();
        assertThat(event.topicArn()).isEqualTo(TOPIC);
        assertThat(event.subject()).contains("RDS Notification Message");
        assertThat(event.attributes()).isEqualTo(Map.of("EventID", "RDS-EVENT-0013", "Resource", ARN));
        assertThat(json(event.message())).isEqualTo(json("""
                {"Event Source":"db-instance","Event Time":"2026-11-21 10:00:00.250",
                 "Identifier Link":"https://console.aws.amazon.com/rds/home?region=eu-west-1#dbinstance:id=orders",
                 "Source ID":"orders","Source ARN":"%s",
                 "Event ID":"http://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html#RDS-EVENT-0013",
                 "Event Message":"Multi-AZ instance failover started.","Tags":{"team":"orders"}}""".formatted(ARN)));
        assertThat(ireland.describeEventSubscriptions(request -> request.subscriptionName("autofailover"))
                        .eventSubscriptionsList())
                .singleElement()
                .satisfies(subscription ->
                        assertThat(subscription.eventCategoriesList()).containsExactly("failover"));
        assertThat(ireland.listTagsForResource(request -> request.resourceName(ARN))
                        .tagList())
                .containsExactly(Tag.builder().key("team").value("orders").build());
    }

    @Test
    void describedEventsAreThoseOfTheLastHourWithoutTheirIds() {
        rds.announce("eu-west-1", "orders", RdsEvent.SHUT_DOWN);
        time.advance(Duration.ofMinutes(61));
        rds.announce("eu-west-1", "orders", RdsEvent.RESTARTED);

        assertThat(ireland.describeEvents(
                                request -> request.sourceIdentifier("orders").sourceType(SourceType.DB_INSTANCE))
                        .events())
                .extracting(Event::message)
                .containsExactly("DB instance restarted");
        assertThat(ireland.describeEvents(request -> request.duration(120)).events())
                .extracting(Event::sourceArn)
                .containsExactly(ARN, ARN);
    }

    private static JsonNode json(String text) {
        return JsonProtocol.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
