// SPDX-License-Identifier: Apache-2.0
/** What functions and operators send to each other, as versioned JSON. */
@NullMarked
package dev.autofailover.message;

import org.jspecify.annotations.NullMarked;
