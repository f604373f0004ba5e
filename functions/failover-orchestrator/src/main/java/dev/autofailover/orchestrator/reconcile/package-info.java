// SPDX-License-Identifier: Apache-2.0
/** One service at a time: load, observe, decide, ensure, save, tell. */
@NullMarked
package dev.autofailover.orchestrator.reconcile;

import org.jspecify.annotations.NullMarked;
