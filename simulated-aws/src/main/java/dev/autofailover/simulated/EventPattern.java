// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.RuleCompiler;

/** An event pattern or filter policy, matched by the matcher that EventBridge itself uses. */
public final class EventPattern {
    private final Machine machine;

    private EventPattern(Machine machine) {
        this.machine = machine;
    }

    /**
     * Reads {@code pattern}.
     *
     * @throws IllegalArgumentException when it is none, with the reason
     */
    public static EventPattern of(String pattern) {
        String reason = RuleCompiler.check(pattern);
        if (reason != null) {
            throw new IllegalArgumentException(reason);
        }
        try {
            Machine machine = Machine.builder().build();
            machine.addRule("rule", pattern);
            return new EventPattern(machine);
        } catch (IOException refused) {
            throw new IllegalArgumentException(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Whether {@code event} fits; what is no JSON object fits nothing. */
    public boolean matches(byte[] event) {
        try {
            return !machine.rulesForJSONEvent(new String(event, StandardCharsets.UTF_8))
                    .isEmpty();
        } catch (Exception noJson) {
            return false;
        }
    }
}
