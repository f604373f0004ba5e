// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reports as data: an array with one object a drill; a time that is unknown or did not happen is null. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    /** Writes {@code reports} to {@code file}, over what was there. */
    public static void write(Path file, List<DrillReport> reports) throws IOException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        reports.forEach(report -> all.add(object(report)));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + System.lineSeparator());
    }

    private static ObjectNode object(DrillReport report) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("drill", report.drill());
        object.put("policy", report.policy());
        object.put("expected", report.expected());
        object.put("outcome", report.outcome());
        object.put("passed", report.passed());
        ArrayNode misses = object.putArray("misses");
        report.misses().forEach(misses::add);
        put(object, "outageSeconds", report.loss().outage());
        object.put("lostAcknowledgedWrites", report.loss().lostAcknowledged());
        object.put("acknowledgedWrites", report.loss().acknowledged());
        put(object, "recordedRpoSeconds", report.loss().recordedRpo());
        report.split().parts().forEach((name, time) -> put(object, name + "Seconds", time));
        object.put("world", report.world());
        object.put("expectedOnAws", report.onAws().words());
        ArrayNode timeline = object.putArray("timeline");
        report.timeline()
                .forEach(moment -> timeline.addObject()
                        .put("at", moment.at().toString())
                        .put("lane", moment.lane().word())
                        .put("what", moment.what()));
        return object;
    }

    private static void put(ObjectNode object, String name, Optional<Duration> time) {
        time.ifPresentOrElse(value -> object.put(name, value.toMillis() / 1000.0), () -> object.putNull(name));
    }
}
