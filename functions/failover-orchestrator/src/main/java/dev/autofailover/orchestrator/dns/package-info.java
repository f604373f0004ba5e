// SPDX-License-Identifier: Apache-2.0
/** Queries to a resolver, as clients make them. */
@NullMarked
package dev.autofailover.orchestrator.dns;

import org.jspecify.annotations.NullMarked;
