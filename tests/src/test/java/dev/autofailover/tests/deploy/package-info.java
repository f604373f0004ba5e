// SPDX-License-Identifier: Apache-2.0
/** The template deployed by SAM on MiniStack, which is not ours, with the functions in real processes of their own. */
@NullMarked
package dev.autofailover.tests.deploy;

import org.jspecify.annotations.NullMarked;
