// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells Jackson what the Java compiler knows: which records a sealed interface permits. They are told apart by a field {@code type}. */
final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonTypeInfo.Value BY_NAME = JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true, null);

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return ours(annotated.getRawType()) ? BY_NAME : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        return ours(annotated.getRawType())
                ? permitted(annotated.getRawType())
                        .map(type -> new NamedType(type, type.getSimpleName()))
                        .toList()
                : super.findSubtypes(annotated);
    }

    /** The sealed interface itself, and each record that it permits: a kind is named wherever it is written. */
    private static boolean ours(Class<?> type) {
        return (type.isSealed() && type.isInterface())
                || (type.isRecord() && Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed));
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed() && type.isInterface()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedTypes::permitted)
                : Stream.of(type);
    }
}
