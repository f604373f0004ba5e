// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import java.util.List;

/** One side of a service's readiness. Looks and changes nothing. */
interface Aspect {
    /** What was found; what could not be looked at is said in a check of its own. */
    List<Check> look(ServiceFacts facts);
}
