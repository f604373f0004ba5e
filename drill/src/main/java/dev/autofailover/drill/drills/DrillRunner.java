// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import dev.autofailover.decision.Reason;
import dev.autofailover.drill.client.MissingRows;
import dev.autofailover.drill.client.WritingClient;
import dev.autofailover.drill.lab.Lab;
import dev.autofailover.drill.lab.LabBuilder;
import dev.autofailover.drill.lab.LabOptions;
import dev.autofailover.drill.report.Console;
import dev.autofailover.drill.report.DrillReport;
import dev.autofailover.drill.report.Moment.Lane;
import dev.autofailover.drill.report.Timeline;
import dev.autofailover.plan.Site;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Plays a drill in a lab of its own, and reports. */
public final class DrillRunner {
    private static final Duration PACE = Duration.ofMillis(50);
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    /** A shorter gap between two acknowledgements is the client's own unevenness, and no outage. */
    private static final Duration NO_OUTAGE = Duration.ofMillis(500);

    private final LabOptions options;
    private final Console console;

    /** Plays in labs of that kind, and shows on {@code console} what happens. */
    public DrillRunner(LabOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /** Plays {@code drill}; whatever it does, no process and no file of the lab is left behind. */
    public DrillReport run(Drill drill) throws IOException {
        Timeline timeline = new Timeline();
        try (Lab lab = LabBuilder.build(options.with(drill.setting().plan()));
                WritingClient client = WritingClient.start(task(lab), new ClientLines(lab, timeline)::said)) {
            return play(drill, new Stage(lab, client, timeline), timeline);
        }
    }

    private static WritingClient.Task task(Lab lab) {
        return new WritingClient.Task(
                lab.recordName(),
                lab.dnsServer(),
                lab.plan().database().port(),
                lab.accounts().database(),
                lab.accounts().application().user(),
                lab.accounts().application().password(),
                PACE);
    }

    private DrillReport play(Drill drill, Stage stage, Timeline timeline) {
        Lab lab = stage.lab();
        console.title(title(drill, lab));
        stage.await("the lab is ready", READY_LIMIT, () -> isReady(stage));
        Instant start = lab.now();
        timeline.begin(moment -> console.moment(start, moment));
        timeline.add(
                start,
                Lane.CLIENT,
                "writing to " + lab.recordName() + " → " + stage.record().active() + ", " + 1000 / PACE.toMillis()
                        + " rows/s");
        try {
            drill.script().play(stage);
        } catch (Stage.DrillFailed gaveUp) {
            stage.expect(false, String.valueOf(gaveUp.getMessage()));
        } catch (Exception e) {
            // Whatever goes wrong in a drill is its result.
            stage.expect(false, e.toString());
        }
        Verdicts verdicts = new Verdicts(stage, drill, options);
        DrillReport report =
                verdicts.report(start, timeline, lost(stage), stage.client().longestGap(NO_OUTAGE));
        console.verdict(report);
        return report;
    }

    private String title(Drill drill, Lab lab) {
        List<Site> sites = lab.plan().sites();
        return drill.name() + " · policy " + options.policy().word() + " · PostgreSQL " + Lab.POSTGRESQL + " · "
                + sites.getFirst().name() + " ▸ " + sites.getLast().name() + ", decided in "
                + lab.plan().control() + " · " + lab.way();
    }

    private static boolean isReady(Stage stage) {
        return !stage.client().acknowledged().isEmpty()
                && stage.decisions().stream().anyMatch(decision -> decision.reason() == Reason.ALL_WELL);
    }

    /** How many acknowledged rows the database that serves now does not have. */
    private static long lost(Stage stage) {
        List<WritingClient.Acknowledged> acknowledged = stage.client().acknowledged();
        Lab lab = stage.lab();
        String active = stage.record().active();
        try (Connection connection = lab.connect(active)) {
            return MissingRows.count(connection, acknowledged);
        } catch (SQLException unreachable) {
            // The drill ends without a database that serves: nothing can be counted, so nothing is claimed.
            stage.expect(
                    !lab.server(active).isRunning(), "the rows in " + active + " can't be counted: " + unreachable);
            return 0;
        }
    }
}
