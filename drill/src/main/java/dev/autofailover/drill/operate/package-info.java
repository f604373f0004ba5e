// SPDX-License-Identifier: Apache-2.0
/** What an operator's commands need of the real world: plans in files, AWS with the operator's credentials, the orchestrator. */
@NullMarked
package dev.autofailover.drill.operate;

import org.jspecify.annotations.NullMarked;
