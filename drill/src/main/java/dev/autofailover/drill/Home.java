// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The project's folder, which holds template.yaml, plans/ and events/. */
final class Home {
    private Home() {}

    /** As the script {@code autofailover} says; else the nearest one above the current folder. */
    static Path folder() {
        String said = System.getProperty("autofailover.home");
        if (said != null) {
            return Path.of(said);
        }
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("template.yaml")))
                .findFirst()
                .orElse(here);
    }
}
