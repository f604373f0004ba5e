// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.dns;

import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;

/** What the names of the lab lead to. */
public interface Zone {
    /** Whether this zone answers for {@code name}. */
    boolean covers(Name name);

    /** The records of that name and type, if there are any. */
    Optional<RRset> find(Name name, int type);

    /** Whether {@code name} has a record of any type. */
    boolean exists(Name name);
}
