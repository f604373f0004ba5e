// SPDX-License-Identifier: Apache-2.0
/** What other functions heard and saw, recognised as a service's. */
@NullMarked
package dev.autofailover.orchestrator.signal;

import org.jspecify.annotations.NullMarked;
