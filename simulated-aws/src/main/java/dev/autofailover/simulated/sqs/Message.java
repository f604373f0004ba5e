// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message, with what has become of it.
 *
 * @param attributes as they stand on the wire: {@code {"name": {"DataType": "String", "StringValue": …}}}
 * @param visible from when on it can be received
 * @param receipt the handle of its last receipt; empty when it was never received
 */
record Message(
        String id,
        String body,
        ObjectNode attributes,
        Instant sent,
        Instant visible,
        int receives,
        Instant firstReceive,
        String receipt) {

    Message received(String newReceipt, Instant now, Instant visibleAgain) {
        return new Message(
                id, body, attributes, sent, visibleAgain, receives + 1, receives == 0 ? now : firstReceive, newReceipt);
    }

    Message visibleFrom(Instant when) {
        return new Message(id, body, attributes, sent, when, receives, firstReceive, receipt);
    }

    /** The MD5 of {@code body}, which clients verify. */
    static String md5(String body) {
        return HexFormat.of().formatHex(md5().digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The MD5 of attributes, which clients verify (SQS Developer Guide, "Calculating the MD5 message digest for message attributes"). */
    static String md5(ObjectNode attributes) {
        MessageDigest digest = md5();
        Map<String, JsonNode> sorted = new TreeMap<>();
        attributes.properties().forEach(attribute -> sorted.put(attribute.getKey(), attribute.getValue()));
        sorted.forEach((name, value) -> {
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            String type = value.path("DataType").asText();
            add(digest, type.getBytes(StandardCharsets.UTF_8));
            boolean binary = type.startsWith("Binary");
            digest.update((byte) (binary ? 2 : 1));
            add(
                    digest,
                    binary
                            ? Base64.getDecoder()
                                    .decode(value.path("BinaryValue").asText())
                            : value.path("StringValue").asText().getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
