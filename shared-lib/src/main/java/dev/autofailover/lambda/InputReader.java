// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.FieldError;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Reads what a function was invoked with: one JSON object, of bounded size and depth. */
public final class InputReader {
    /** What Lambda accepts for an asynchronous invocation (Lambda quotas: 1 MB); a message of SNS or EventBridge is no larger. */
    public static final int LARGEST_BYTES = 1024 * 1024;

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
        return read("the input", new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * The object that a text holds, such as the message of an SNS notification.
     *
     * @param what the text is, for the reason
     * @throws Unusable as above
     */
    public static ObjectNode read(String what, String text) {
        try {
            if (Json.parse(text, what) instanceof ObjectNode object) {
                return object;
            }
            throw new Unusable(what + " is no JSON object");
        } catch (Malformed malformed) {
            throw new Unusable(
                    malformed.errors().stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        }
    }
}
