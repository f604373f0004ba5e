// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON text to tree and back, with limits: what is too deep, too large, cut off or says a field twice is refused. */
public final class Json {
    /** Deeper than anything that AWS or we write. */
    private static final int DEEPEST = 64;
    /** A Lambda request or answer ends at 6 MB. */
    private static final int LONGEST = 6 * 1024 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder(limited(new JsonFactory()))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * The tree of that text.
     *
     * @param what it is, such as {@code command}: the path of the error
     * @throws Malformed when it is not JSON, or beyond the limits
     */
    public static JsonNode parse(String text, String what) throws Malformed {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw new Malformed(List.of(new FieldError(what, "nothing", "write a JSON object")));
            }
            return tree;
        } catch (JsonProcessingException refused) {
            throw new Malformed(List.of(error(refused, text, what)));
        }
    }

    /** An empty object, to be filled. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** On one line. */
    public static String write(JsonNode tree) {
        return tree.toString();
    }

    /** The same limits for a factory of another format. */
    public static <F extends JsonFactory> F limited(F factory) {
        factory.setStreamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxDocumentLength(LONGEST)
                .build());
        return factory;
    }

    /** What is wrong with the text, with line and column. */
    public static FieldError error(JsonProcessingException refused, String text, String what) {
        JsonLocation at = refused.getLocation();
        boolean known = at != null && at.getLineNr() > 0;
        String where = known ? what + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")" : what;
        String line = known
                ? text.lines().skip(at.getLineNr() - 1L).findFirst().orElse("")
                : text.lines().findFirst().orElse("");
        String why = refused.getOriginalMessage().lines().findFirst().orElse("can't be read");
        return new FieldError(where, Shown.line(line), why);
    }
}
