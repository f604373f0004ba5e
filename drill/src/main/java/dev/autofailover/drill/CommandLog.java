// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import java.nio.file.Path;

/** Where log lines of the functions go when they run under this command. */
final class CommandLog {
    private CommandLog() {}

    /** To a file: a drill prints its own lines, and nothing else. To be called before anything is logged. */
    static void toFile(Path file) {
        System.setProperty("log4j2.configurationFile", "classpath:log4j2-lab.xml");
        System.setProperty("autofailover.log", file.toString());
    }

    /** To standard error, as lines for people: standard output belongs to the answer. To be called before anything is logged. */
    static void toStandardError() {
        System.setProperty("log4j2.configurationFile", "classpath:log4j2-command.xml");
    }
}
