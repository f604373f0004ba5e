// SPDX-License-Identifier: Apache-2.0
/** The whole system in virtual time: random histories of faults, and what must hold in every one of them. */
@NullMarked
package dev.autofailover.tests.simulation;

import org.jspecify.annotations.NullMarked;
