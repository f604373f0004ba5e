// SPDX-License-Identifier: Apache-2.0
/** How requests of AWS's wire protocols are read. */
@NullMarked
package dev.autofailover.simulated.protocol;

import org.jspecify.annotations.NullMarked;
