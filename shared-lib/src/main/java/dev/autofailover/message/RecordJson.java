// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.record.ServiceRecord;

/**
 * State as JSON, for the store and for {@code status}: a record's components by their names, times and durations as ISO-8601,
 * an empty Optional as null, a sealed type with the name of its kind in {@code type}.
 *
 * <p>Reading is strict: an older release that dropped what it does not know would lose it with its next write.
 */
public final class RecordJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder(Json.limited(new JsonFactory()))
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .annotationIntrospector(new SealedTypes())
            // What a record can be asked (isUnderWay …) follows from its components, and is not kept.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecordJson() {}

    /** As one line of JSON, its version first. */
    public static String write(ServiceRecord record) {
        return writeAny(record);
    }

    /**
     * The record that was written so.
     *
     * @throws Unreadable when it was not, or by a newer release
     */
    public static ServiceRecord parse(String json) {
        return parse(json, ServiceRecord.class);
    }

    /** Any of the domain's records (a run, a decision, a vote …) as one line of JSON, its version first. */
    public static String writeAny(Record value) {
        return Json.write(tree(value));
    }

    /** The same as a tree. */
    public static ObjectNode tree(Record value) {
        ObjectNode message = Envelope.message();
        message.setAll((ObjectNode) MAPPER.valueToTree(value));
        return message;
    }

    /**
     * What {@link #writeAny} wrote.
     *
     * @throws Unreadable when it was something else, or written by a newer release
     */
    public static <T extends Record> T parse(String json, Class<T> type) {
        try {
            JsonNode tree = Json.parse(json, type.getSimpleName());
            Envelope.open(tree, type.getSimpleName());
            ((ObjectNode) tree).remove("version");
            return MAPPER.treeToValue(tree, type);
        } catch (Malformed | JsonProcessingException refused) {
            throw new Unreadable(type, refused);
        }
    }

    /** Stored state that this release can't read: a bug, a newer release's, or changed by hand. Nothing is done with it. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(Class<?> type, Exception why) {
            super("stored " + type.getSimpleName() + " can't be read: " + why.getMessage(), why);
        }
    }
}
