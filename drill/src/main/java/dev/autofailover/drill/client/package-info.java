// SPDX-License-Identifier: Apache-2.0
/** A client of the service, as an application would be one: a process of its own that writes, and keeps account of what was acknowledged. */
@NullMarked
package dev.autofailover.drill.client;

import org.jspecify.annotations.NullMarked;
