// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Log4j's list of plugins (Log4j2Plugins.dat), without those that no configuration of ours names: Log4j loads the classes of all that are
 * listed, some 300, before the first line is logged.
 *
 * @param byCategory as in the file
 */
record LogPlugins(Map<String, List<Plugin>> byCategory) {
    /** Where the list lies in a jar. */
    static final String FILE = "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";

    /** What log4j2.xml is made of, and of the categories not named here all: small, or read by the JSON layout. */
    private static final Map<String, Set<String>> USED = Map.of(
            "configurationfactory", Set.of("xmlconfigurationfactory"),
            "converter",
                    Set.of(
                            "messagepatternconverter",
                            "lineseparatorpatternconverter",
                            "extendedthrowablepatternconverter"),
            "core",
                    Set.of(
                            "appenders",
                            "appender-ref",
                            "appenderref",
                            "lambda",
                            "lambdajsonformat",
                            "lambdatextformat",
                            "jsontemplatelayout",
                            "patternlayout",
                            "loggers",
                            "logger",
                            "root",
                            "properties",
                            "property"),
            "fileconverter", Set.of(),
            "lookup", Set.of("env", "sys"),
            "watcher", Set.of());

    /** One line of the list. */
    record Plugin(String key, String type, String name, boolean printable, boolean deferChildren) {}

    static LogPlugins read(byte[] file) {
        Map<String, List<Plugin>> byCategory = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            int categories = in.readInt();
            for (int i = 0; i < categories; i++) {
                String category = in.readUTF();
                int plugins = in.readInt();
                List<Plugin> all = new ArrayList<>();
                for (int j = 0; j < plugins; j++) {
                    all.add(new Plugin(in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean(), in.readBoolean()));
                }
                byCategory.put(category, List.copyOf(all));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new LogPlugins(byCategory);
    }

    /** Those that our configuration uses. */
    LogPlugins used() {
        Map<String, List<Plugin>> used = new TreeMap<>();
        byCategory.forEach((category, plugins) -> {
            Predicate<Plugin> wanted = plugin -> !USED.containsKey(category)
                    || USED.getOrDefault(category, Set.of()).contains(plugin.key());
            used.put(category, plugins.stream().filter(wanted).toList());
        });
        return new LogPlugins(used);
    }

    /** The classes listed, by name with dots. */
    List<String> types() {
        return byCategory.values().stream()
                .flatMap(List::stream)
                .map(Plugin::type)
                .toList();
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(byCategory.size());
            for (Map.Entry<String, List<Plugin>> category : byCategory.entrySet()) {
                out.writeUTF(category.getKey());
                out.writeInt(category.getValue().size());
                for (Plugin plugin : category.getValue()) {
                    out.writeUTF(plugin.key());
                    out.writeUTF(plugin.type());
                    out.writeUTF(plugin.name());
                    out.writeBoolean(plugin.printable());
                    out.writeBoolean(plugin.deferChildren());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
