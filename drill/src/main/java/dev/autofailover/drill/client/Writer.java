// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.client;

import dev.autofailover.drill.client.ClientMain.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes numbered rows at a steady pace. A number whose commit was not answered is never tried again: whether it was committed is
 * unknown, and a blind repetition could commit it twice.
 */
final class Writer implements Runnable {
    private static final Duration RETRY = Duration.ofMillis(200);

    private final Settings settings;
    private final Duration pace;
    private final Lines lines;
    private final InstantSource clock = Clock.systemUTC();
    private final NameCache names;
    private Optional<Connected> connection = Optional.empty();
    private long number;

    private record Connected(Connection connection, PreparedStatement insert, String address) {}

    Writer(Settings settings, Duration pace, Lines lines) throws IOException {
        this.settings = settings;
        this.pace = pace;
        this.lines = lines;
        this.names = new NameCache(settings.name(), settings.dnsServer(), clock);
    }

    @Override
    public void run() {
        Instant next = clock.instant();
        while (true) {
            next = next.plus(pace);
            if (!write()) {
                next = clock.instant().plus(RETRY);
            }
            LockSupport.parkNanos(
                    Math.max(0, Duration.between(clock.instant(), next).toNanos()));
            if (next.isBefore(clock.instant().minus(pace))) {
                next = clock.instant();
            }
        }
    }

    private boolean write() {
        boolean sent = false;
        String address = "";
        try {
            Connected now = connected();
            address = now.address();
            number++;
            now.insert().setLong(1, number);
            sent = true;
            now.insert().executeUpdate();
            lines.say("acknowledged", Map.of("number", Long.toString(number), "address", address));
            return true;
        } catch (SQLException | IOException e) {
            lines.say(
                    sent ? "unknown" : "unreachable",
                    Map.of(
                            "number",
                            Long.toString(number),
                            "address",
                            address,
                            "reason",
                            String.valueOf(e.getMessage())));
            disconnect();
            return false;
        }
    }

    private Connected connected() throws SQLException, IOException {
        if (connection.isPresent()) {
            return connection.get();
        }
        String address = names.address();
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("sslmode", "prefer");
        // Seconds: PostgreSQL's driver knows no smaller unit for these.
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("loginTimeout", "1");
        properties.setProperty("socketTimeout", "1");
        Connection open = DriverManager.getConnection(
                "jdbc:postgresql://" + address + ":" + settings.port() + "/" + settings.database(), properties);
        Connected made = new Connected(open, open.prepareStatement("INSERT INTO writes (number) VALUES (?)"), address);
        connection = Optional.of(made);
        lines.say("connected", Map.of("address", address));
        return made;
    }

    private void disconnect() {
        connection.ifPresent(lost -> {
            try {
                lost.connection().abort(Runnable::run);
            } catch (SQLException e) {
                lines.say("unreachable", Map.of("reason", String.valueOf(e.getMessage())));
            }
        });
        connection = Optional.empty();
    }
}
