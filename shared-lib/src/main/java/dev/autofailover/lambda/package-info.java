// SPDX-License-Identifier: Apache-2.0
/** What every function needs of the world around it. */
@NullMarked
package dev.autofailover.lambda;

import org.jspecify.annotations.NullMarked;
