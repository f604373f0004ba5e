// SPDX-License-Identifier: Apache-2.0
/** Our adapters against emulators of AWS that others wrote, where those are known to be right, and against our own simulator. */
@NullMarked
package dev.autofailover.tests.witness;

import org.jspecify.annotations.NullMarked;
