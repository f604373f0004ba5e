// SPDX-License-Identifier: Apache-2.0
/** Databases of kind rds-read-replica. */
@NullMarked
package dev.autofailover.orchestrator.rds;

import org.jspecify.annotations.NullMarked;
