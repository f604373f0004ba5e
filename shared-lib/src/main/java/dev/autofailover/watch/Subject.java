// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.watch;

/**
 * Who looks at what: the key under which a checker remembers what it saw.
 *
 * @param service of the plan that asks for it
 * @param observer the observer's name in that plan
 * @param resource the database's identifier or the table's name
 * @param region the Region of the resource
 */
public record Subject(String service, String observer, String resource, String region) {}
