// SPDX-License-Identifier: Apache-2.0
/** Docker, where there is one: what tests start in it ends with them. */
@NullMarked
package dev.autofailover.tests.docker;

import org.jspecify.annotations.NullMarked;
