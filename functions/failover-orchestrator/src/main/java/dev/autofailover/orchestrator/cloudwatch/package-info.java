// SPDX-License-Identifier: Apache-2.0
/** What alarms say when they are asked. */
@NullMarked
package dev.autofailover.orchestrator.cloudwatch;

import org.jspecify.annotations.NullMarked;
