// SPDX-License-Identifier: Apache-2.0
/** The lab: three simulated Regions, wired by the project's own template, around real PostgreSQL servers. */
@NullMarked
package dev.autofailover.drill.lab;

import org.jspecify.annotations.NullMarked;
