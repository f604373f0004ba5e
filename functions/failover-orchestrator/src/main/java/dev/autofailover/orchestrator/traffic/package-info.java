// SPDX-License-Identifier: Apache-2.0
/** The ports to what leads clients to the active site. */
@NullMarked
package dev.autofailover.orchestrator.traffic;

import org.jspecify.annotations.NullMarked;
