// SPDX-License-Identifier: Apache-2.0
/** What observers say of a site, and what their fresh votes say together. */
@NullMarked
package dev.autofailover.vote;

import org.jspecify.annotations.NullMarked;
