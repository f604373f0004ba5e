// SPDX-License-Identifier: Apache-2.0
/** Amazon Route 53, simulated: public hosted zones with simple records, changed in atomic batches, seen by DNS a while later. */
@NullMarked
package dev.autofailover.simulated.route53;

import org.jspecify.annotations.NullMarked;
