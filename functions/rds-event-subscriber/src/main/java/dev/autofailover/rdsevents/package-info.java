// SPDX-License-Identifier: Apache-2.0
/** RDS events become votes, repairs and promotion blocks. */
@NullMarked
package dev.autofailover.rdsevents;

import org.jspecify.annotations.NullMarked;
