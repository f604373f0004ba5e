// SPDX-License-Identifier: Apache-2.0
/** What calls to AWS have in common: their clients by Region, and what their failures mean. */
@NullMarked
package dev.autofailover.orchestrator.aws;

import org.jspecify.annotations.NullMarked;
