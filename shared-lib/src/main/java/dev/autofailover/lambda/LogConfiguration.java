// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import com.amazonaws.services.lambda.runtime.log4j2.LambdaAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/**
 * Log4j as the functions have it on Lambda: one JSON object a line, of which CloudWatch Logs Insights reads the fields. It is put together
 * here and not in a file, for Log4j takes longer to read one than a function's other preparations take together.
 */
final class LogConfiguration extends AbstractConfiguration {
    private final Level level;

    // Without a context: before the first log line there is none, and Log4j makes one.
    private LogConfiguration(Level level) {
        super(null, ConfigurationSource.NULL_SOURCE);
        this.level = level;
    }

    /** To be called before anything is logged. LOG_LEVEL sets the level of the functions' own loggers. */
    static void begin(Map<String, String> variables) {
        Configurator.initialize(new LogConfiguration(Level.toLevel(variables.get("LOG_LEVEL"), Level.INFO)));
    }

    @Override
    public void initialize() {
        Appender log = appender("Log", new JsonLines());
        logger("autofailover.metrics", Level.INFO, appender("Metrics", new MessageAlone()));
        logger("dev.autofailover", level, log);
        getRootLogger().setLevel(Level.WARN);
        getRootLogger().addAppender(log, null, null);
        setState(State.INITIALIZED);
    }

    private void logger(String name, Level level, Appender appender) {
        LoggerConfig logger = new LoggerConfig(name, level, false);
        logger.addAppender(appender, null, null);
        addLogger(name, logger);
    }

    private Appender appender(String name, Layout<?> layout) {
        var builder = LambdaAppender.newBuilder();
        builder.setName(name);
        builder.setLayout(layout);
        Appender appender = builder.build();
        appender.start();
        addAppender(appender);
        return appender;
    }

    /** A line of Embedded Metric Format is one only when nothing stands around it. */
    private static final class MessageAlone extends AbstractStringLayout {
        MessageAlone() {
            super(StandardCharsets.UTF_8);
        }

        @Override
        public String toSerializable(LogEvent event) {
            return event.getMessage().getFormattedMessage() + "\n";
        }
    }
}
