// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/** Reads what a function was invoked with: one JSON object, of bounded size and depth. */
public final class InputReader {
    /** What Lambda accepts for an asynchronous invocation (Lambda quotas: 1 MB); a message of SNS or EventBridge is no larger. */
    public static final int LARGEST_BYTES = 1024 * 1024;
    /** AWS's own events are some ten levels deep. */
    private static final int DEEPEST = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LARGEST_BYTES)
                            .maxNumberLength(100)
                            .build())
                    // An error must not quote the input: it may hold a secret.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private InputReader() {}

    /**
     * The object that the input holds.
     *
     * @throws Unusable when it is too large, cut off, too deep, or no JSON object
     * @throws IOException when the input itself can't be read
     */
    public static ObjectNode read(InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
            throw new Unusable("the input is larger than " + LARGEST_BYTES + " bytes");
        }
        return parse("the input", () -> JSON.readTree(bytes));
    }

    /**
     * The object that a text inside an input holds, such as the message of an SNS notification.
     *
     * @param what the text, for the reason
     * @throws Unusable as above
     */
    public static ObjectNode read(String what, String text) {
        return parse(what, () -> JSON.readTree(text));
    }

    private static ObjectNode parse(String what, Parsing parsing) {
        JsonNode node;
        try {
            node = parsing.parse();
        } catch (JsonProcessingException malformed) {
            throw new Unusable(what + " can't be read as JSON: " + malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw new Unusable(what + " can't be read: " + impossible.getMessage());
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new Unusable(
                what + " is no JSON object but " + (node.isMissingNode() ? "empty" : "of type " + node.getNodeType()));
    }

    @FunctionalInterface
    private interface Parsing {
        JsonNode parse() throws IOException;
    }
}
