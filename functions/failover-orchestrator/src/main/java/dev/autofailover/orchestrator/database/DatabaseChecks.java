// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.database;

import dev.autofailover.message.CheckAnswer;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import java.time.Duration;

/** Asks the database-health-checker of a site's Region to look at a database now. */
public interface DatabaseChecks {
    /**
     * Asks, and waits for the answer at most as long as the question may take.
     *
     * @param from the site whose checker is asked
     */
    Reply ask(Plan plan, Site from, Question question);

    /**
     * What is asked.
     *
     * @param host which database, as a client would name it
     * @param write whether a row is to be committed
     * @param limit how long the answer may take
     */
    record Question(String host, boolean write, Duration limit) {
        /** Only to look; the answer may not take long, for nothing hangs on it. */
        public static Question look(String host) {
            return new Question(host, false, Duration.ofSeconds(3));
        }

        /** To commit a row; the checker may have to start first. */
        public static Question write(String host) {
            return new Question(host, true, Duration.ofSeconds(10));
        }
    }

    /** What came back. */
    sealed interface Reply {
        /** What to write into the record of it. */
        String text();

        /** The checker looked. */
        record Answer(CheckAnswer answer) implements Reply {
            @Override
            public String text() {
                return answer.reason();
            }
        }

        /** The checker's Region did not answer, or not in time. */
        record Silence(String text) implements Reply {}

        /** The checker could not be asked, or failed itself: a fault of the deployment, which says nothing of the database. */
        record Fault(String text) implements Reply {}
    }
}
