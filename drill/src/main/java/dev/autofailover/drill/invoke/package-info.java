// SPDX-License-Identifier: Apache-2.0
/** Sample events for real handlers: one function, in a simulated AWS, in this JVM. */
@NullMarked
package dev.autofailover.drill.invoke;

import org.jspecify.annotations.NullMarked;
