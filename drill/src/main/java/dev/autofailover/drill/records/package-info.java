// SPDX-License-Identifier: Apache-2.0
/** Taking the records of one control Region to another: export, hand-over, import. */
@NullMarked
package dev.autofailover.drill.records;

import org.jspecify.annotations.NullMarked;
