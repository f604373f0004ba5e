// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.CloudWatchCompositeAlarmEvent;
import com.amazonaws.services.lambda.runtime.events.CloudWatchMetricAlarmEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
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

/** What aws-lambda-java-events writes is what we read. Its classes for alarms have no serializer of their own: they are plain POJOs. */
class AwsLibrarySerializationTest {
    private static <T> Delivery through(PojoSerializer<T> serializer, String sample) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (InputStream input = Samples.open(sample)) {
            serializer.toJson(serializer.fromJson(input), written);
        }
        List<Delivery> deliveries = Delivery.in(InputReader.read(new ByteArrayInputStream(written.toByteArray())));
        assertThat(deliveries).hasSize(1);
        return deliveries.getFirst();
    }

    private static void assertReadTheSame(Delivery written, String sample) throws IOException {
        assertThat(AlarmSignals.read(written))
                .isInstanceOf(Reading.Says.class)
                .isEqualTo(AlarmSignals.read(Samples.deliveries(sample).getFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-orders-connections-in-alarm.sns.json",
                "alarm-orders-errors-math-in-alarm.sns.json",
                "alarm-orders-composite-in-alarm.sns.json"
            })
    void anSnsEventIsRead(String sample) throws IOException {
        var serializer =
                LambdaEventSerializers.serializerFor(SNSEvent.class, getClass().getClassLoader());

        assertReadTheSame(through(serializer, sample), sample);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-orders-connections-in-alarm.eventbridge.json",
                "alarm-orders-errors-math-in-alarm.eventbridge.json",
                "alarm-orders-composite-in-alarm.eventbridge.json"
            })
    void aScheduledEventWhichStandsForAnyEventOfTheBusIsRead(String sample) throws IOException {
        var serializer = LambdaEventSerializers.serializerFor(
                ScheduledEvent.class, getClass().getClassLoader());

        assertReadTheSame(through(serializer, sample), sample);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-orders-connections-in-alarm.direct.json",
                "alarm-orders-connections-insufficient-data.direct.json"
            })
    void aMetricAlarmEventIsRead(String sample) throws IOException {
        var serializer = JacksonFactory.getInstance().getSerializer(CloudWatchMetricAlarmEvent.class);

        assertReadTheSame(through(serializer, sample), sample);
    }

    @ParameterizedTest
    @ValueSource(strings = "alarm-orders-composite-in-alarm.direct.json")
    void aCompositeAlarmEventIsRead(String sample) throws IOException {
        var serializer = JacksonFactory.getInstance().getSerializer(CloudWatchCompositeAlarmEvent.class);

        assertReadTheSame(through(serializer, sample), sample);
    }
}
