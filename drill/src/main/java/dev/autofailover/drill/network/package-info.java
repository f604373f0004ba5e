// SPDX-License-Identifier: Apache-2.0
/** The lab's network: a gateway before each server, that can be cut, frozen, slowed and closed to callers. */
@NullMarked
package dev.autofailover.drill.network;

import org.jspecify.annotations.NullMarked;
