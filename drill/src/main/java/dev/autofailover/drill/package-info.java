// SPDX-License-Identifier: Apache-2.0
/** The command line. */
@NullMarked
package dev.autofailover.drill;

import org.jspecify.annotations.NullMarked;
