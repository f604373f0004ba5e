// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.traffic;

import java.util.Set;

/** A real DNS query, as a client makes it, past the JVM's cache. */
public interface DnsQuery {
    /** What the name is an alias of now: host names in lower case, without the trailing dot; empty when there is no such record, or no answer. */
    Set<String> cname(String name);
}
