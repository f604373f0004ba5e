// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a thing when it is first asked for, and keeps it: what most invocations don't need costs no start its time.
 *
 * @param <T> the thing's type
 */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> make;
    private @Nullable T made;

    public Lazy(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        T known = made == null ? make.get() : made;
        made = known;
        return known;
    }
}
