// SPDX-License-Identifier: Apache-2.0
/** The one gate through which every change of the world goes: under a lease, or only rehearsed. */
@NullMarked
package dev.autofailover.orchestrator.effect;

import org.jspecify.annotations.NullMarked;
