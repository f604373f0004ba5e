// SPDX-License-Identifier: Apache-2.0
/** The project's own SAM template, read and resolved, so that what is drilled is what is deployed. */
@NullMarked
package dev.autofailover.drill.template;

import org.jspecify.annotations.NullMarked;
