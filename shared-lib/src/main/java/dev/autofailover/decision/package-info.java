// SPDX-License-Identifier: Apache-2.0
/** What is seen right now, and what the policy answers: pure, no clock, no I/O, no AWS. */
@NullMarked
package dev.autofailover.decision;

import org.jspecify.annotations.NullMarked;
