// SPDX-License-Identifier: Apache-2.0
/** Amazon DynamoDB, single-Region tables, with the expressions that Autofailover uses and no other. */
@NullMarked
package dev.autofailover.simulated.dynamodb;

import org.jspecify.annotations.NullMarked;
