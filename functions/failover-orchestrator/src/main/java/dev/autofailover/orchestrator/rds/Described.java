// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import java.util.function.Function;

/**
 * What RDS says of one of its resources.
 *
 * @param <T> what it is described as
 */
sealed interface Described<T> {
    /** It is there. */
    record Found<T>(T thing) implements Described<T> {}

    /** RDS knows no such resource. */
    record Missing<T>(String text) implements Described<T> {}

    /** The Region does not answer. */
    record Silent<T>(String text) implements Described<T> {}

    /** RDS answers, but not to this: not allowed, or throttled. */
    record Refused<T>(String text) implements Described<T> {}

    /** What follows from it, when it is there. */
    default <U> Described<U> then(Function<T, Described<U>> next) {
        return switch (this) {
            case Found<T>(T thing) -> next.apply(thing);
            case Missing<T>(String text) -> new Missing<>(text);
            case Silent<T>(String text) -> new Silent<>(text);
            case Refused<T>(String text) -> new Refused<>(text);
        };
    }
}
