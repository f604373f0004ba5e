// SPDX-License-Identifier: Apache-2.0
/** What the wire protocols of AWS have in common: parameters of the query protocol, XML written and read. */
@NullMarked
package dev.autofailover.simulated.protocol;

import org.jspecify.annotations.NullMarked;
