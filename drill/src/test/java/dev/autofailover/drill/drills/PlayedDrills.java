// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.lab.LabOptions;
import dev.autofailover.drill.lab.LabPolicy;
import dev.autofailover.drill.report.Console;
import dev.autofailover.drill.report.DrillReport;
import dev.autofailover.drill.report.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drills from end to end: real databases, real time, the fast policy. One after the other within a class; the classes run in processes of
 * their own, side by side. How long the outage may be is not asserted here, where a build shares the machine; the command does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlayedDrills {
    private static final LabOptions FAST =
            new LabOptions(Path.of(".."), LabPolicy.FAST, LabOptions.AwsPace.QUICK, Map.of());

    private final List<Drill> drills;

    PlayedDrills(List<Drill> drills) {
        this.drills = drills;
    }

    List<String> names() {
        return drills.stream().map(Drill::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsExpectedOfTheDrillComesAbout(String name) throws IOException {
        StringWriter shown = new StringWriter();

        DrillReport report = new DrillRunner(FAST, new Console(new PrintWriter(shown, true), false))
                .run(Drills.find(name).orElseThrow().within(Drill.OutageLimits.NONE));

        HtmlReport.write(Path.of("target", "drills", name), report);
        assertThat(report.misses()).as("%s", shown).isEmpty();
        assertThat(report.split().parts()).isNotEmpty();
    }
}
