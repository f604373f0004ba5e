// SPDX-License-Identifier: Apache-2.0
/** The command line: drill, lab, invoke, plan. */
@NullMarked
package dev.autofailover.drill.cli;

import org.jspecify.annotations.NullMarked;
