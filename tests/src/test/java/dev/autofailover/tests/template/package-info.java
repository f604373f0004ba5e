// SPDX-License-Identifier: Apache-2.0
/** The template, samconfig.toml and the sample events, against what the code needs of them. */
@NullMarked
package dev.autofailover.tests.template;

import org.jspecify.annotations.NullMarked;
