// SPDX-License-Identifier: Apache-2.0
/** Real PostgreSQL servers for the lab: a primary, its standby, and what can happen to them. */
@NullMarked
package dev.autofailover.drill.postgres;

import org.jspecify.annotations.NullMarked;
