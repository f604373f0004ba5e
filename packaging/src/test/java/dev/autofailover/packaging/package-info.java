// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.autofailover.packaging;

import org.jspecify.annotations.NullMarked;
