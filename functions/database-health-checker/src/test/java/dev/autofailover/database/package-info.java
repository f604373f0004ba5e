// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.autofailover.database;

import org.jspecify.annotations.NullMarked;
