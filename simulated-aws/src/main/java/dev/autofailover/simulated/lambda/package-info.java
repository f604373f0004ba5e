// SPDX-License-Identifier: Apache-2.0
/** AWS Lambda: functions of this JVM, invoked as AWS invokes them. */
@NullMarked
package dev.autofailover.simulated.lambda;

import org.jspecify.annotations.NullMarked;
