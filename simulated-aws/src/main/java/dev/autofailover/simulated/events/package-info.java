// SPDX-License-Identifier: Apache-2.0
/** Amazon EventBridge and EventBridge Scheduler. */
@NullMarked
package dev.autofailover.simulated.events;

import org.jspecify.annotations.NullMarked;
