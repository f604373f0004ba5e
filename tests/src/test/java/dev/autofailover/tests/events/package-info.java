// SPDX-License-Identifier: Apache-2.0
/** The sample events, each given to the functions that it is for. */
@NullMarked
package dev.autofailover.tests.events;

import org.jspecify.annotations.NullMarked;
