// SPDX-License-Identifier: Apache-2.0
/** What is loaded together with a function's jar: compiled with the libraries, run with what the jar has left of them. */
@NullMarked
package dev.autofailover.tests.packaged.inside;

import org.jspecify.annotations.NullMarked;
