// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.Map;

/** What a simulated service sends back, already in the protocol of its service. */
public record Answer(int status, Map<String, String> headers, byte[] body) {}
