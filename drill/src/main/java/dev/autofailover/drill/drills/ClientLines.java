// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

import dev.autofailover.drill.client.WritingClient.Event;
import dev.autofailover.drill.lab.Lab;
import dev.autofailover.drill.report.Moment.Lane;
import dev.autofailover.drill.report.Timeline;
import java.util.Optional;

/** What of the client's many words is worth a line: that it lost its way, and where it writes again. */
final class ClientLines {
    private final Lab lab;
    private final Timeline timeline;
    private boolean writing;
    private String site = "";

    ClientLines(Lab lab, Timeline timeline) {
        this.lab = lab;
        this.timeline = timeline;
    }

    void said(Event event) {
        switch (event.what()) {
            case "acknowledged" -> {
                String now = siteOf(event.address()).orElse(event.address());
                if (!writing || !now.equals(site)) {
                    writing = true;
                    site = now;
                    timeline.add(event.at(), Lane.CLIENT, "writes to " + now);
                }
            }
            case "unknown", "unreachable" -> {
                if (writing) {
                    writing = false;
                    timeline.add(event.at(), Lane.CLIENT, "lost " + site + ": " + event.reason());
                }
            }
            default -> {}
        }
    }

    private Optional<String> siteOf(String address) {
        return lab.plan().sites().stream()
                .map(each -> each.name())
                .filter(name -> lab.address(name).equals(address))
                .findFirst();
    }
}
