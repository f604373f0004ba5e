// SPDX-License-Identifier: Apache-2.0
/** Amazon RDS, simulated: instances, cross-Region replicas, promotion, reboots, changes, and the events of all that. */
@NullMarked
package dev.autofailover.simulated.rds;

import org.jspecify.annotations.NullMarked;
