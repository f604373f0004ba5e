// SPDX-License-Identifier: Apache-2.0
/** Checks databases by SQL: for the plans' probes every minute, and for the orchestrator when it asks. */
@NullMarked
package dev.autofailover.database;

import org.jspecify.annotations.NullMarked;
