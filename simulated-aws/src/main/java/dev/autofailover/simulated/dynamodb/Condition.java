// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** A condition or filter expression, read. */
sealed interface Condition {
    /** Both hold. */
    record And(Condition left, Condition right) implements Condition {}

    /** One holds, or both. */
    record Or(Condition left, Condition right) implements Condition {}

    /** It does not hold. */
    record Not(Condition inner) implements Condition {}

    /** Two operands compared. */
    record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {}

    /** At least {@code from} and at most {@code to}. */
    record Between(Operand operand, Operand from, Operand to) implements Condition {}

    /** The attribute is there, or, if not {@code wanted}, is not. */
    record Exists(Path path, boolean wanted) implements Condition {}

    /** A string or binary that begins so. */
    record BeginsWith(Operand operand, Operand prefix) implements Condition {}

    /** How two operands are compared. */
    enum Comparator {
        EQUAL("="),
        UNEQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        static Optional<Comparator> of(String sign) {
            return Arrays.stream(values())
                    .filter(comparator -> comparator.sign.equals(sign))
                    .findFirst();
        }
    }

    /** One side of a comparison. */
    sealed interface Operand {
        /** What is at this path of the item. */
        record At(Path path) implements Operand {}

        /** A value that came with the request. */
        record Given(JsonNode value) implements Operand {}

        /** The size of what is at this path. */
        record Size(Path path) implements Operand {}

        /** Its value for {@code item}; empty when the item has none. */
        default Optional<JsonNode> in(ObjectNode item) {
            return switch (this) {
                case At(Path path) -> path.in(item);
                case Given(JsonNode value) -> Optional.of(value);
                case Size(Path path) -> path.in(item).flatMap(Operand::sizeOf);
            };
        }

        private static Optional<JsonNode> sizeOf(JsonNode value) {
            OptionalInt size = Values.size(value);
            return size.isPresent()
                    ? Optional.of(Values.number(BigDecimal.valueOf(size.getAsInt())))
                    : Optional.empty();
        }
    }

    /** Whether it holds for {@code item}; an item that does not exist is one without attributes. */
    default boolean holds(ObjectNode item) {
        return switch (this) {
            case And(Condition left, Condition right) -> left.holds(item) && right.holds(item);
            case Or(Condition left, Condition right) -> left.holds(item) || right.holds(item);
            case Not(Condition inner) -> !inner.holds(item);
            case Exists(Path path, boolean wanted) -> path.in(item).isPresent() == wanted;
            case Comparison(Operand left, Comparator comparator, Operand right) ->
                compare(left.in(item), comparator, right.in(item));
            case Between(Operand operand, Operand from, Operand to) ->
                compare(operand.in(item), Comparator.AT_LEAST, from.in(item))
                        && compare(operand.in(item), Comparator.AT_MOST, to.in(item));
            case BeginsWith(Operand operand, Operand prefix) -> beginsWith(operand.in(item), prefix.in(item));
        };
    }

    private static boolean compare(Optional<JsonNode> left, Comparator comparator, Optional<JsonNode> right) {
        // An attribute that is not there differs from every value, and is neither less nor more than any.
        if (left.isEmpty() || right.isEmpty()) {
            return comparator == Comparator.UNEQUAL;
        }
        boolean equal = Values.equal(left.get(), right.get());
        OptionalInt order = Values.compare(left.get(), right.get());
        return switch (comparator) {
            case EQUAL -> equal;
            case UNEQUAL -> !equal;
            case LESS -> order.isPresent() && order.getAsInt() < 0;
            case AT_MOST -> order.isPresent() && order.getAsInt() <= 0;
            case GREATER -> order.isPresent() && order.getAsInt() > 0;
            case AT_LEAST -> order.isPresent() && order.getAsInt() >= 0;
        };
    }

    private static boolean beginsWith(Optional<JsonNode> value, Optional<JsonNode> prefix) {
        if (value.isEmpty() || prefix.isEmpty() || !Values.type(value.get()).equals(Values.type(prefix.get()))) {
            return false;
        }
        if (!value.get().has("S") && !value.get().has("B")) {
            return false;
        }
        byte[] whole = Values.bytes(value.get());
        byte[] start = Values.bytes(prefix.get());
        return whole.length >= start.length && Arrays.equals(whole, 0, start.length, start, 0, start.length);
    }
}
