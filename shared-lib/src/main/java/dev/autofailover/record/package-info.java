// SPDX-License-Identifier: Apache-2.0
/** The state of one service, and the ports that keep it. */
@NullMarked
package dev.autofailover.record;

import org.jspecify.annotations.NullMarked;
