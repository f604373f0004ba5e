// SPDX-License-Identifier: Apache-2.0
/** Telling people and machines what happened, and counting it. */
@NullMarked
package dev.autofailover.orchestrator.tell;

import org.jspecify.annotations.NullMarked;
