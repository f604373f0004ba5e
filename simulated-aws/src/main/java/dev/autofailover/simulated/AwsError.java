// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An error answer of AWS: its code, HTTP status and message. */
public final class AwsError extends RuntimeException {
    private final String code;
    private final int status;
    private final transient Map<String, JsonNode> fields;

    public AwsError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /** An error with members beside its message, such as the item of a ConditionalCheckFailedException; written by the JSON protocols. */
    public AwsError(int status, String code, String message, Map<String, JsonNode> fields) {
        super(message);
        this.code = code;
        this.status = status;
        this.fields = Map.copyOf(fields);
    }

    /** The code as it stands on the wire, such as {@code InvalidDBInstanceState}. */
    public String code() {
        return code;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** The error's message, never missing. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** The members beside the message. */
    public Map<String, JsonNode> fields() {
        return fields;
    }
}
