// SPDX-License-Identifier: Apache-2.0
/** The plan of a service: what the operator wrote, checked and typed. */
@NullMarked
package dev.autofailover.plan;

import org.jspecify.annotations.NullMarked;
