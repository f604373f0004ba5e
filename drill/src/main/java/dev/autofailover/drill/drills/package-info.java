// SPDX-License-Identifier: Apache-2.0
/** The drills: failovers on purpose, each with what must come of it. */
@NullMarked
package dev.autofailover.drill.drills;

import org.jspecify.annotations.NullMarked;
