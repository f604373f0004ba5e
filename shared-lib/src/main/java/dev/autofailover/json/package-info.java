// SPDX-License-Identifier: Apache-2.0
/** Reading what people and functions write, so that every error names the field, its value and the remedy, all at once. */
@NullMarked
package dev.autofailover.json;

import org.jspecify.annotations.NullMarked;
