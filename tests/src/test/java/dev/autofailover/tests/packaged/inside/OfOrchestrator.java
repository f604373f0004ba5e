// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged.inside;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.orchestrator.FailoverOrchestrator;
import dev.autofailover.tests.packaged.Outside;

/** What only the orchestrator's jar has. */
final class OfOrchestrator {
    private OfOrchestrator() {}

    static RequestStreamHandler handler(Surroundings surroundings, Outside outside, SideBySide together) {
        return new FailoverOrchestrator(surroundings, outside::names, together);
    }
}
