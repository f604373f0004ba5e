// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

/** A table in one Region. */
record Place(String table, String region) {}
