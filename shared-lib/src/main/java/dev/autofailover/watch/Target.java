// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

/** A subject and the way to look at it. */
public record Target(Subject subject, Check check) {}
