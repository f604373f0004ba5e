// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** One of the protocols that CloudWatch speaks: Java's SDK 2.40 the query protocol, boto3 of today CBOR, others JSON. */
sealed interface Wire permits QueryWire, JsonWire, CborWire {
    /** Where the CBOR protocol's paths begin. */
    String CBOR_PATH = "/service/GraniteServiceVersion20100801/operation/";

    String operation(Call call);

    ObjectNode input(Call call);

    /** A success; {@code output} holds its times as {@link java.time.Instant}s. */
    Answer answer(String operation, ObjectNode output);

    Answer error(AwsError error);

    /** The protocol that this call is written in. */
    static Wire of(Call call) {
        if (call.path().startsWith(CBOR_PATH)) {
            return new CborWire();
        }
        return call.headers().containsKey("x-amz-target") ? new JsonWire() : new QueryWire();
    }

    /** The call with its body unpacked: SDKs compress a large PutMetricData. */
    static Call unpacked(Call call) {
        if (!call.headers().getOrDefault("content-encoding", List.of()).contains("gzip")) {
            return call;
        }
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(call.body()))) {
            return new Call(
                    call.service(),
                    call.region(),
                    call.host(),
                    call.method(),
                    call.path(),
                    call.query(),
                    call.headers(),
                    unzipped.readAllBytes());
        } catch (IOException e) {
            throw new AwsError(400, "MalformedInput", "The body is not what its Content-Encoding says");
        }
    }
}
