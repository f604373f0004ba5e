// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One permission that a function needs for a plan.
 *
 * @param name of the statement: letters and digits
 * @param actions as IAM spells them
 * @param resources ARNs, or the star where AWS takes nothing narrower
 * @param only values that a multivalued context key is held to, by the key's name; empty for none
 */
public record Grant(
        Holder holder, String name, List<String> actions, List<String> resources, Map<String, List<String>> only) {

    /** Whose role needs it. */
    public enum Holder {
        ORCHESTRATOR,
        DATABASE_CHECKER,
        CANARY_CHECKER
    }

    /** Without conditions. */
    static Grant of(Holder holder, String name, List<String> actions, List<String> resources) {
        return new Grant(holder, name, actions, resources, Map.of());
    }

    /** Whether both may be one statement. */
    boolean joins(Grant other) {
        return holder == other.holder
                && name.equals(other.name)
                && actions.equals(other.actions)
                && only.equals(other.only);
    }

    /** The same on the other's resources as well. */
    Grant with(Grant other) {
        TreeSet<String> all = new TreeSet<>(resources);
        all.addAll(other.resources);
        return new Grant(holder, name, actions, List.copyOf(all), only);
    }
}
