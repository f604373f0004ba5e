// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.JsonProtocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Smithy's RPC v2 with CBOR: times carry CBOR's tag 1. */
record CborWire() implements Wire {
    private static final int EPOCH_TAG = 1;
    private static final CBORFactory FACTORY = new CBORFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    @Override
    public String operation(Call call) {
        return call.path().substring(CBOR_PATH.length());
    }

    @Override
    public ObjectNode input(Call call) {
        try {
            if (call.body().length == 0) {
                return JsonProtocol.object();
            }
            if (MAPPER.readTree(call.body()) instanceof ObjectNode object) {
                return object;
            }
            throw new AwsError(400, "SerializationException", "The request is no CBOR map.");
        } catch (IOException malformed) {
            throw new AwsError(400, "SerializationException", String.valueOf(malformed.getMessage()));
        }
    }

    @Override
    public Answer answer(String operation, ObjectNode output) {
        return answer(200, output, Map.of());
    }

    @Override
    public Answer error(AwsError error) {
        ObjectNode body = JsonProtocol.object().put("__type", error.code()).put("message", error.message());
        return answer(
                error.status(),
                body,
                Map.of("x-amzn-query-error", error.code() + (error.status() < 500 ? ";Sender" : ";Receiver")));
    }

    private static Answer answer(int status, ObjectNode body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/cbor");
        headers.put("smithy-protocol", "rpc-v2-cbor");
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CBORGenerator generator = FACTORY.createGenerator(out)) {
            write(generator, body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Answer(status, headers, out.toByteArray());
    }

    private static void write(CBORGenerator generator, JsonNode node) throws IOException {
        if (node instanceof POJONode pojo && pojo.getPojo() instanceof Instant time) {
            generator.writeTag(EPOCH_TAG);
            generator.writeNumber(time.toEpochMilli() / 1e3);
        } else if (node.isObject()) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                generator.writeFieldName(member.getKey());
                write(generator, member.getValue());
            }
            generator.writeEndObject();
        } else if (node.isArray()) {
            generator.writeStartArray();
            for (JsonNode item : node) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else {
            MAPPER.writeTree(generator, node);
        }
    }
}
