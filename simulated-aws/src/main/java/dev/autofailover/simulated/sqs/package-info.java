// SPDX-License-Identifier: Apache-2.0
/** Amazon SQS: standard queues. */
@NullMarked
package dev.autofailover.simulated.sqs;

import org.jspecify.annotations.NullMarked;
