// SPDX-License-Identifier: Apache-2.0
/** Traffic switches of kind route53-record. */
@NullMarked
package dev.autofailover.orchestrator.route53;

import org.jspecify.annotations.NullMarked;
