// SPDX-License-Identifier: Apache-2.0
/** What is seen and said of a service right now. */
@NullMarked
package dev.autofailover.orchestrator.observe;

import org.jspecify.annotations.NullMarked;
