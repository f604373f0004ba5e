// SPDX-License-Identifier: Apache-2.0
/** The permissions that plans need, as an IAM policy and as values of the template's parameters. */
@NullMarked
package dev.autofailover.drill.policy;

import org.jspecify.annotations.NullMarked;
