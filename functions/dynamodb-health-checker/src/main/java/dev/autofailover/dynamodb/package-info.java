// SPDX-License-Identifier: Apache-2.0
/** Reads and writes a row in each DynamoDB table that plans name as an observer, in each Region, and votes on how that went. */
@NullMarked
package dev.autofailover.dynamodb;

import org.jspecify.annotations.NullMarked;
