// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A Java runtime with no more modules than the functions need, for the machine that this runs on. */
final class RuntimeImage {
    /**
     * Beside java.base: Log4j (desktop, for java.beans; management, xml), the PostgreSQL driver (sql, naming, security), the runtime
     * interface client and Log4j's queues (unsupported).
     */
    private static final String MODULES =
            "java.base,java.desktop,java.logging,java.management,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.unsupported";

    private RuntimeImage() {}

    /** Links it into a new folder. */
    static void link(Path folder) {
        ToolProvider jlink =
                ToolProvider.findFirst("jlink").orElseThrow(() -> new IllegalStateException("this JDK has no jlink"));
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        int code = jlink.run(
                to,
                to,
                "--add-modules",
                MODULES,
                "--output",
                folder.toString(),
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--vm",
                "server");
        if (code != 0) {
            throw new IllegalStateException("jlink failed: " + said);
        }
    }
}
