// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.autofailover.watch;

import org.jspecify.annotations.NullMarked;
