// SPDX-License-Identifier: Apache-2.0
/** The real handlers in a simulated Lambda. */
@NullMarked
package dev.autofailover.drill.lambda;

import org.jspecify.annotations.NullMarked;
