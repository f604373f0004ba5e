// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.CapturedSends;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.VirtualTime;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two protocols that Java's SDK does not use: boto3 speaks JSON to CloudWatch, other SDKs CBOR. */
class CloudWatchProtocolsTest {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final VirtualTime time = new VirtualTime(NOW);
    private final CapturedSends sends = new CapturedSends();
    private final SimulatedCloudWatch cloudWatch =
            new SimulatedCloudWatch(time, CloudWatchTiming.quick(), sends, sends, sends);

    @AfterEach
    void end() {
        time.close();
    }

    private static ObjectNode statisticsOfLag() {
        ObjectNode input = JsonProtocol.object()
                .put("Namespace", "AWS/RDS")
                .put("MetricName", "ReplicaLag")
                .put("StartTime", NOW.getEpochSecond() - 60)
                .put("EndTime", NOW.getEpochSecond() + 60.5)
                .put("Period", 60);
        input.putArray("Dimensions")
                .addObject()
                .put("Name", "DBInstanceIdentifier")
                .put("Value", "orders-replica");
        input.putArray("Statistics").add("Maximum");
        return input;
    }

    private void recordLag() {
        cloudWatch.record(Metric.replicaLag("eu-central-1", "orders-replica"), 2.5);
    }

    private static Call call(String path, Map<String, List<String>> headers, byte[] body) {
        return new Call(
                "monitoring",
                "eu-central-1",
                "monitoring.eu-central-1.amazonaws.com",
                "POST",
                path,
                Map.of(),
                headers,
                body);
    }

    private static Call json(String operation, ObjectNode input) {
        return call(
                "/",
                Map.of("x-amz-target", List.of("GraniteServiceVersion20100801." + operation)),
                JsonProtocol.bytes(input));
    }

    private static Call cbor(String operation, ObjectNode input) throws IOException {
        return call(
                "/service/GraniteServiceVersion20100801/operation/" + operation,
                Map.of("smithy-protocol", List.of("rpc-v2-cbor")),
                CBOR.writeValueAsBytes(input));
    }

    @Test
    void jsonCarriesTimesAsSeconds() {
        recordLag();

        Answer answer = cloudWatch.answer(json("GetMetricStatistics", statisticsOfLag()));

        JsonNode point = JsonProtocol.parse(answer.body()).path("Datapoints").path(0);
        assertThat(point.path("Timestamp").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(point.path("Maximum").asDouble()).isEqualTo(2.5);
    }

    @Test
    void cborCarriesTimesUnderTagOne() throws IOException {
        recordLag();

        Answer answer = cloudWatch.answer(cbor("GetMetricStatistics", statisticsOfLag()));

        assertThat(answer.headers()).containsEntry("smithy-protocol", "rpc-v2-cbor");
        JsonNode point = CBOR.readTree(answer.body()).path("Datapoints").path(0);
        assertThat(point.path("Timestamp").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(answer.body()).contains(0xC1);
    }

    @Test
    void errorsComeInTheProtocolOfTheCall() throws IOException {
        ObjectNode input = JsonProtocol.object()
                .put("AlarmName", "none")
                .put("StateValue", "OK")
                .put("StateReason", "r");

        Answer asJson = cloudWatch.answer(json("SetAlarmState", input));
        Answer asCbor = cloudWatch.answer(cbor("SetAlarmState", input));

        assertThat(asJson.status()).isEqualTo(404);
        assertThat(JsonProtocol.parse(asJson.body()).path("__type").asText()).isEqualTo("ResourceNotFound");
        assertThat(asCbor.headers()).containsEntry("x-amzn-query-error", "ResourceNotFound;Sender");
        assertThat(CBOR.readTree(asCbor.body()).path("__type").asText()).isEqualTo("ResourceNotFound");
    }
}
