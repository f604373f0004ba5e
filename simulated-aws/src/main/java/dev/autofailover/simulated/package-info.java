// SPDX-License-Identifier: Apache-2.0
/** AWS in the JVM, by Region: the calls that the functions make, with faults, on a clock that is given. */
@NullMarked
package dev.autofailover.simulated;

import org.jspecify.annotations.NullMarked;
