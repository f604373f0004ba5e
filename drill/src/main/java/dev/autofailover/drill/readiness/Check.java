// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.AwsTrouble;
import java.util.Optional;

/**
 * One thing that a failover relies on.
 *
 * @param name what was looked at
 * @param seen what was found, in a few words
 * @param remedy what helps; empty when all is well
 */
public record Check(String name, State state, String seen, Optional<String> remedy) {

    /** What came of it. */
    public enum State {
        OK("ok"),
        NOT_OK("not ok"),
        /** It could not be looked at; nobody knows. */
        NOT_CHECKED("not checked");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** How reports say it. */
        public String words() {
            return words;
        }
    }

    static Check ok(String name, String seen) {
        return new Check(name, State.OK, seen, Optional.empty());
    }

    static Check notOk(String name, String seen, String remedy) {
        return new Check(name, State.NOT_OK, seen, Optional.of(remedy));
    }

    static Check notChecked(String name, String seen, String remedy) {
        return new Check(name, State.NOT_CHECKED, seen, Optional.of(remedy));
    }

    /** What could not be looked at for that trouble. A Region that does not answer is not ready; the other troubles are our own. */
    static Check of(String name, AwsTrouble trouble) {
        String text = trouble.text();
        int colon = text.lastIndexOf(": ");
        String seen = colon < 0 ? text : text.substring(0, colon);
        String remedy = colon < 0 ? "look into it" : text.substring(colon + 2);
        return switch (trouble.kind()) {
            case SILENT -> notOk(name, seen, remedy);
            case REFUSED -> notOk(name, text, "look into it");
            case CREDENTIALS, DENIED, THROTTLED -> notChecked(name, seen, remedy);
        };
    }
}
