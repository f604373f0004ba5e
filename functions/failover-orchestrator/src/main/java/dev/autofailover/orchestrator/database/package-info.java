// SPDX-License-Identifier: Apache-2.0
/** The ports to a service's databases and to those who check them. */
@NullMarked
package dev.autofailover.orchestrator.database;

import org.jspecify.annotations.NullMarked;
