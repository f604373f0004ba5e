// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

/**
 * A row of the tables: what is known of one event id.
 *
 * @param id such as {@code RDS-EVENT-0049}
 * @param sourceType what sends it, as subscriptions spell it
 * @param category AWS's; no verdict: {@code failure} holds good news too
 * @param meaning in our words, for the reason of a vote
 * @param source where AWS says so
 */
record EventKind(String id, String sourceType, String category, Outcome outcome, String meaning, String source) {}
