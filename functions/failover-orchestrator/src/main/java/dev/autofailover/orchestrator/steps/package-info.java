// SPDX-License-Identifier: Apache-2.0
/** The steps of a run, each written as ensure. */
@NullMarked
package dev.autofailover.orchestrator.steps;

import org.jspecify.annotations.NullMarked;
