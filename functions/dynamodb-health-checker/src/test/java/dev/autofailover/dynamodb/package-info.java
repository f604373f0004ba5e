// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.autofailover.dynamodb;

import org.jspecify.annotations.NullMarked;
