// SPDX-License-Identifier: Apache-2.0
/** AWS CloudFormation, as far as stacks are looked at. */
@NullMarked
package dev.autofailover.simulated.cloudformation;

import org.jspecify.annotations.NullMarked;
