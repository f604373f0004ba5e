// SPDX-License-Identifier: Apache-2.0
/** A failover or switchover under way, as data, and the table of its steps. */
@NullMarked
package dev.autofailover.run;

import org.jspecify.annotations.NullMarked;
