// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Log4j's list of the plugins that a configuration file may name. The functions read no such file: their logging is put together in code
 * ({@code LogConfiguration} in shared-lib). So it is empty, for Log4j loads the classes of all that are listed, some 300, before the first
 * line is logged; where there is no list at all it goes through its packages for plugins.
 */
final class LogPlugins {
    /** Where the list lies in a jar. */
    static final String FILE = "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";

    private LogPlugins() {}

    /** The file with one category and nothing in it, as Log4j's {@code PluginCache} reads it. */
    static byte[] none() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(1);
            out.writeUTF("core");
            out.writeInt(0);
        }
        return bytes.toByteArray();
    }
}
