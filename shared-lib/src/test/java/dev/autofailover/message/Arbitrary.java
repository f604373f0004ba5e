// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Makes any of the domain's records out of a seed, by its components, so that a new component is covered without a word. */
final class Arbitrary {
    private static final String LETTERS = "abcXYZ 019-_.:/\"\\'{}[]\n\t\u0000äß€😀";

    private final Random random;

    Arbitrary(long seed) {
        this.random = new Random(seed);
    }

    <T> T one(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        return switch (type) {
            case ParameterizedType generic -> container(generic);
            case Class<?> plain -> plain(plain);
            default -> throw new IllegalArgumentException("no way to make a " + type);
        };
    }

    private Object container(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value(of[0]));
        }
        if (type.getRawType() == List.class) {
            return Stream.generate(() -> value(of[0])).limit(random.nextInt(3)).toList();
        }
        if (type.getRawType() == Map.class) {
            var map = new LinkedHashMap<Object, Object>();
            for (int i = random.nextInt(3); i > 0; i--) {
                map.put(value(of[0]), value(of[1]));
            }
            return Map.copyOf(map);
        }
        throw new IllegalArgumentException("no way to make a " + type);
    }

    private Object plain(Class<?> type) {
        if (type.isEnum()) {
            return pick(type.getEnumConstants());
        }
        if (type.isSealed()) {
            return value(pick(type.getPermittedSubclasses()));
        }
        if (type.isRecord()) {
            return record(type);
        }
        return switch (type.getName()) {
            case "int" -> random.nextInt();
            case "long" -> random.nextLong();
            case "double" -> random.nextGaussian();
            case "boolean" -> random.nextBoolean();
            case "java.lang.Boolean" -> random.nextBoolean();
            case "java.lang.String" -> text();
            case "java.time.Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case "java.time.Duration" -> Duration.ofMillis(random.nextInt());
            default -> throw new IllegalArgumentException("no way to make a " + type);
        };
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getGenericType()))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            // The record's own rule; some other values will fit it.
            return record(type);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(type + " has another constructor", impossible);
        }
    }

    private String text() {
        return random.ints(random.nextInt(12), 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .filter(letter -> !Character.isSurrogate(letter))
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private <E> E pick(E[] all) {
        return all[random.nextInt(all.length)];
    }
}
