// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The repository's example plan, and changes to it. */
final class Example {
    private Example() {}

    /** plans/orders.yaml as it stands. */
    static String text() {
        return file("plans/orders.yaml");
    }

    /** plans/orders-aurora.yaml as it stands. */
    static String aurora() {
        return file("plans/orders-aurora.yaml");
    }

    /** A file of the repository. */
    static String file(String path) {
        try {
            return Files.readString(Path.of("..").resolve(path));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The example with the first occurrence of {@code was} replaced; it is an error when there is none. */
    static String with(String was, String now) {
        if (!text().contains(was)) {
            throw new IllegalArgumentException("the example does not say: " + was);
        }
        return text().replace(was, now);
    }
}
