// SPDX-License-Identifier: Apache-2.0
/** Amazon SNS: standard topics with subscribers in Lambda and SQS. */
@NullMarked
package dev.autofailover.simulated.sns;

import org.jspecify.annotations.NullMarked;
