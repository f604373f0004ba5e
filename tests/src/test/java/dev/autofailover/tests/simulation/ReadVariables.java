// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Environment variables that remember which of them were read. */
final class ReadVariables extends AbstractMap<String, String> {
    private final Map<String, String> values;
    private final Set<String> read = new ConcurrentSkipListSet<>();

    ReadVariables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    Set<String> read() {
        return Set.copyOf(read);
    }

    @Override
    public @Nullable String get(Object name) {
        read.add(String.valueOf(name));
        return values.get(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return values.entrySet();
    }
}
