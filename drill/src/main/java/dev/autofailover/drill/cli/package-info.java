// SPDX-License-Identifier: Apache-2.0
/** The command line: one class a command. */
@NullMarked
package dev.autofailover.drill.cli;

import org.jspecify.annotations.NullMarked;
