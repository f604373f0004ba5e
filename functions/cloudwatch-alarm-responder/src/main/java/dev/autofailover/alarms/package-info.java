// SPDX-License-Identifier: Apache-2.0
/** CloudWatch alarms become votes. */
@NullMarked
package dev.autofailover.alarms;

import org.jspecify.annotations.NullMarked;
