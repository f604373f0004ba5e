// SPDX-License-Identifier: Apache-2.0
/** AWS Secrets Manager, simulated: secrets with versions, and their replicas in other Regions. */
@NullMarked
package dev.autofailover.simulated.secrets;

import org.jspecify.annotations.NullMarked;
