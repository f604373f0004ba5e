// SPDX-License-Identifier: Apache-2.0
/** Asking the checkers of the sites' Regions. */
@NullMarked
package dev.autofailover.orchestrator.lambda;

import org.jspecify.annotations.NullMarked;
