// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record;

import java.time.Instant;

/** Automation is halted for the service; commands still work. */
public record Pause(String by, String reason, Instant since) {}
