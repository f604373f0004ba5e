// SPDX-License-Identifier: Apache-2.0
/** Databases of RDS: the kinds rds-read-replica and aurora-global. */
@NullMarked
package dev.autofailover.orchestrator.rds;

import org.jspecify.annotations.NullMarked;
