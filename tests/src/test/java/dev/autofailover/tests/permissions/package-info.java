// SPDX-License-Identifier: Apache-2.0
/** What the functions may do, against what they do. */
@NullMarked
package dev.autofailover.tests.permissions;

import org.jspecify.annotations.NullMarked;
