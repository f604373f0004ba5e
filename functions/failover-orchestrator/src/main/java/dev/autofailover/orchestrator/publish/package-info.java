// SPDX-License-Identifier: Apache-2.0
/** Telling by way of SNS and EventBridge. */
@NullMarked
package dev.autofailover.orchestrator.publish;

import org.jspecify.annotations.NullMarked;
