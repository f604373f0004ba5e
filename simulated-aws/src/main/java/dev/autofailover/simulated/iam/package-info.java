// SPDX-License-Identifier: Apache-2.0
/** AWS IAM, as far as roles are looked at. */
@NullMarked
package dev.autofailover.simulated.iam;

import org.jspecify.annotations.NullMarked;
