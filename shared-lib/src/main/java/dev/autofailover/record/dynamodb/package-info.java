// SPDX-License-Identifier: Apache-2.0
/** Records and plans in one DynamoDB table: conditional writes and consistent reads of single items, and nothing else. */
@NullMarked
package dev.autofailover.record.dynamodb;

import org.jspecify.annotations.NullMarked;
