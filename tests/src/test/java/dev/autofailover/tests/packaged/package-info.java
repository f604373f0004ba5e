// SPDX-License-Identifier: Apache-2.0
/** The functions' jars as they are deployed, loaded side by side with nothing but the JDK behind them. */
@NullMarked
package dev.autofailover.tests.packaged;

import org.jspecify.annotations.NullMarked;
