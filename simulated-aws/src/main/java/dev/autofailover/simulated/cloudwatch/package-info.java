// SPDX-License-Identifier: Apache-2.0
/** Amazon CloudWatch, simulated: metric data, and alarms whose state is set by hand and announced as AWS announces it. */
@NullMarked
package dev.autofailover.simulated.cloudwatch;

import org.jspecify.annotations.NullMarked;
