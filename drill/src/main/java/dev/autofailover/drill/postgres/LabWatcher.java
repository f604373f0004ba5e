// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A shell that outlives this JVM by as long as it takes to clear a lab away; it sees the JVM's death by the end of its input. */
final class LabWatcher implements AutoCloseable {
    private final Process shell;

    private LabWatcher(Process shell) {
        this.shell = shell;
    }

    static LabWatcher of(Path lab) throws IOException {
        var words = new ArrayList<String>();
        // A session of its own, so that what ends the whole process group of a terminal does not end it too.
        if (Command.run(Path.of("/"), List.of("setsid", "true"), Map.of()).succeeded()) {
            words.add("setsid");
        }
        words.addAll(List.of("sh", "-c", script(), "autofailover-lab-watcher", lab.toString()));
        var builder = Command.in(Path.of("/"), words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        return new LabWatcher(builder.start());
    }

    /** Lets it go; it finds the folder gone and ends. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            shell.destroy();
        }
    }

    private static String script() throws IOException {
        try (var in = LabWatcher.class.getResourceAsStream("watcher.sh")) {
            if (in == null) {
                throw new IOException("watcher.sh is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
