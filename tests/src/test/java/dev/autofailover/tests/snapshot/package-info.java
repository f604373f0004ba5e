// SPDX-License-Identifier: Apache-2.0
/** What a function does before Lambda takes a snapshot of it. */
@NullMarked
package dev.autofailover.tests.snapshot;

import org.jspecify.annotations.NullMarked;
