// SPDX-License-Identifier: Apache-2.0
/** The function that decides: votes, ticks and commands become decisions and runs. */
@NullMarked
package dev.autofailover.orchestrator;

import org.jspecify.annotations.NullMarked;
