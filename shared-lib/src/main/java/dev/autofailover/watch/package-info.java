// SPDX-License-Identifier: Apache-2.0
/** How a checker watches: what a check came to, when that becomes an opinion, when it is said, and when to look again. */
@NullMarked
package dev.autofailover.watch;

import org.jspecify.annotations.NullMarked;
