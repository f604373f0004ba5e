// SPDX-License-Identifier: Apache-2.0
/** From the functions' jars to what is deployed. */
@NullMarked
package dev.autofailover.packaging;

import org.jspecify.annotations.NullMarked;
