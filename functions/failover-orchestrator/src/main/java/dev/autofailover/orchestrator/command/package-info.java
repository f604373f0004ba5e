// SPDX-License-Identifier: Apache-2.0
/** Operators' commands and their answers. */
@NullMarked
package dev.autofailover.orchestrator.command;

import org.jspecify.annotations.NullMarked;
