// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.autofailover.lambda.Delivery;
import dev.autofailover.lambda.InputReader;
import dev.autofailover.lambda.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What aws-lambda-java-events writes is what we read; it has no class of its own for RDS events. */
class AwsLibrarySerializationTest {
    private final RdsSignals signals = new RdsSignals(EventKinds.load());

    private <T> List<Reading> throughLibrary(Class<T> type, String sample) throws IOException {
        PojoSerializer<T> serializer =
                LambdaEventSerializers.serializerFor(type, getClass().getClassLoader());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (InputStream input = Samples.open(sample)) {
            serializer.toJson(serializer.fromJson(input), written);
        }
        return read(Delivery.in(InputReader.read(new ByteArrayInputStream(written.toByteArray()))));
    }

    private List<Reading> read(List<Delivery> deliveries) {
        return deliveries.stream().map(signals::read).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rds-multi-az-failover-started.sns.json",
                "rds-restarted-older-message-without-arn.sns.json",
                "rds-subscription-created.sns.json",
                "rds-reboot-several-records.sns.json"
            })
    void anSnsEventIsRead(String sample) throws IOException {
        assertThat(throughLibrary(SNSEvent.class, sample)).isNotEmpty().isEqualTo(read(Samples.deliveries(sample)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rds-multi-az-failover-started.eventbridge.json", "rds-cluster-failover-started.eventbridge.json"
            })
    void aScheduledEventWhichStandsForAnyEventOfTheBusIsRead(String sample) throws IOException {
        assertThat(throughLibrary(ScheduledEvent.class, sample))
                .hasOnlyElementsOfType(Reading.Says.class)
                .isEqualTo(read(Samples.deliveries(sample)));
    }
}
