// SPDX-License-Identifier: Apache-2.0
/** Whether a service could fail over now, as AWS shows it. Nothing here changes anything. */
@NullMarked
package dev.autofailover.drill.readiness;

import org.jspecify.annotations.NullMarked;
