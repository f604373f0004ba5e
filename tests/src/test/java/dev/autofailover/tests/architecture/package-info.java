// SPDX-License-Identifier: Apache-2.0
/** How the functions are built, whatever they do. */
@NullMarked
package dev.autofailover.tests.architecture;

import org.jspecify.annotations.NullMarked;
