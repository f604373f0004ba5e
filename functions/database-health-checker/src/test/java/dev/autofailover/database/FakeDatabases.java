// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.database.Finding.Answered;
import dev.autofailover.database.Finding.Refused;
import dev.autofailover.database.Finding.Silent;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.simulated.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Databases by host name, each found as a test says; all take the same password. */
final class FakeDatabases implements SqlCheck {
    static final Duration LIMIT = Duration.ofSeconds(3);
    static final Finding WRITER =
            new Answered(false, Optional.of("0/5000148"), Optional.empty(), false, new Write.Committed());
    static final Finding STANDBY = new Answered(
            true, Optional.of("0/5000148"), Optional.of(Duration.ofMillis(200)), false, new Write.NotTried());
    static final Finding REFUSED = new Silent("connection refused");
    static final Finding FROZEN = new Silent("no connection and login in 3.0 s");

    final List<CheckRequest> requests = new CopyOnWriteArrayList<>();
    volatile String password = "hunter2";
    private final Map<String, Finding> findings = new ConcurrentHashMap<>();
    private final SimulatedTime time;

    FakeDatabases(SimulatedTime time) {
        this.time = time;
    }

    void are(String host, Finding finding) {
        findings.put(host, finding);
    }

    @Override
    public Finding look(CheckRequest request, Credentials credentials) {
        requests.add(request);
        Finding finding = findings.getOrDefault(request.host(), request.host().contains("ireland") ? WRITER : STANDBY);
        if (finding.equals(FROZEN)) {
            time.pause(LIMIT);
        }
        if (!(finding instanceof Silent) && !credentials.password().equals(password)) {
            return new Refused(Fault.CONFIGURATION, "28P01", "password authentication failed", true);
        }
        return finding;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }
}
