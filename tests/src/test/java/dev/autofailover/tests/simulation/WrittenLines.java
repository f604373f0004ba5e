// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What the functions log while this is open: how many bytes, and which metrics the lines become. */
final class WrittenLines extends AbstractAppender implements AutoCloseable {
    private static final String METRICS = "autofailover.metrics";
    private static final String OURS = "dev.autofailover";

    private final Map<String, String> regions;
    private final double envelope;
    private final Set<String> metrics = new HashSet<>();
    private final Map<String, Appender> silenced = new HashMap<>();
    private double bytes;

    /**
     * Listens from now on.
     *
     * @param regions by observer: each Region's metrics are its own
     * @param envelope bytes around a message
     */
    WrittenLines(Map<String, String> regions, double envelope) {
        super("written", null, null, true, Property.EMPTY_ARRAY);
        this.regions = Map.copyOf(regions);
        this.envelope = envelope;
        start();
        listen(METRICS);
        listen(OURS);
    }

    private void listen(String logger) {
        LoggerConfig config = config(logger);
        // Nobody is to read all that on the console.
        config.getAppenders().keySet().forEach(name -> {
            silenced.put(logger, config.getAppenders().get(name));
            config.removeAppender(name);
        });
        config.addAppender(this, Level.INFO, null);
        Configurator.setLevel(logger, Level.INFO);
    }

    private static LoggerConfig config(String logger) {
        return ((LoggerContext) LogManager.getContext(false)).getConfiguration().getLoggerConfig(logger);
    }

    @Override
    public synchronized void append(LogEvent event) {
        String line = event.getMessage().getFormattedMessage();
        boolean isMetric = event.getLoggerName().equals(METRICS);
        bytes += line.length() + (isMetric ? 0 : envelope);
        if (isMetric) {
            metrics(line);
        }
    }

    private void metrics(String line) {
        try {
            JsonNode metric = new ObjectMapper().readTree(line);
            String region = regions.getOrDefault(metric.path("observer").asText(), Regions.STOCKHOLM);
            JsonNode directive = metric.at("/_aws/CloudWatchMetrics/0");
            for (JsonNode set : directive.path("Dimensions")) {
                StringBuilder dimensions = new StringBuilder();
                set.forEach(name -> dimensions
                        .append(name.asText())
                        .append('=')
                        .append(metric.path(name.asText()).asText())
                        .append(' '));
                directive
                        .path("Metrics")
                        .forEach(each ->
                                metrics.add(region + " " + each.path("Name").asText() + " " + dimensions));
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a line of metrics is no JSON: " + line, broken);
        }
    }

    synchronized double bytes() {
        return bytes;
    }

    /** How many metrics there are to pay for. */
    synchronized int metrics() {
        return metrics.size();
    }

    @Override
    public void close() {
        config(METRICS).removeAppender(getName());
        config(OURS).removeAppender(getName());
        silenced.forEach((logger, appender) -> config(logger).addAppender(appender, null, null));
        Configurator.setLevel(METRICS, Level.OFF);
        Configurator.setLevel(OURS, Level.OFF);
        stop();
    }
}
