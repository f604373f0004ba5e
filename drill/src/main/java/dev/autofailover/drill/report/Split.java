// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the time of an outage went; a part that did not happen is empty.
 *
 * @param detect from the fault to the last vote that the verdict needed
 * @param decide from there to the decision
 * @param client from the traffic being switched to the client's first acknowledged write
 */
public record Split(
        Optional<Duration> detect,
        Optional<Duration> decide,
        Optional<Duration> fence,
        Optional<Duration> promote,
        Optional<Duration> traffic,
        Optional<Duration> client) {

    /** The parts by name, in order. */
    public Map<String, Optional<Duration>> parts() {
        Map<String, Optional<Duration>> parts = new LinkedHashMap<>();
        parts.put("detect", detect);
        parts.put("decide", decide);
        parts.put("fence", fence);
        parts.put("promote", promote);
        parts.put("traffic", traffic);
        parts.put("client", client);
        return parts;
    }
}
