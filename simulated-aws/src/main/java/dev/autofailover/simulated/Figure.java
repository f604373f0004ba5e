// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.time.Duration;

/**
 * How long something takes in AWS, and where that is known from.
 *
 * @param takes the time that the simulator uses
 * @param source the documentation page, or that it is an estimate
 */
public record Figure(Duration takes, String source) {}
