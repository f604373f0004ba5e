// SPDX-License-Identifier: Apache-2.0
/** The services put together. */
@NullMarked
package dev.autofailover.simulated.account;

import org.jspecify.annotations.NullMarked;
