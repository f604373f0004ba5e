// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import dev.autofailover.lambda.Delivery;
import dev.autofailover.lambda.InputReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of {@code events/}. */
final class Samples {
    private static final Path FOLDER = Path.of("../../events");

    private Samples() {}

    static InputStream open(String name) throws IOException {
        return Files.newInputStream(FOLDER.resolve(name));
    }

    static List<Delivery> deliveries(String name) throws IOException {
        try (InputStream input = open(name)) {
            return Delivery.in(InputReader.read(input));
        }
    }
}
