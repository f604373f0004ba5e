// SPDX-License-Identifier: Apache-2.0
/** Names in the lab: a DNS server on loopback for real queries, and the JVM's own resolution for the functions that run in it. */
@NullMarked
package dev.autofailover.drill.dns;

import org.jspecify.annotations.NullMarked;
