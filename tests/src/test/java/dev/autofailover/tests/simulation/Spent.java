// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How much of what AWS sells was used, by the names in prices.json, and what each function had of it. */
final class Spent {
    private final Map<String, Double> amounts = new TreeMap<>();

    void add(String what, double howMuch) {
        amounts.merge(what, howMuch, Double::sum);
    }

    double of(String what) {
        return amounts.getOrDefault(what, 0.0);
    }

    /** What this and {@code factor} times {@code other} come to. */
    Spent plus(Spent other, double factor) {
        Spent sum = new Spent();
        amounts.forEach(sum::add);
        other.amounts.forEach((what, howMuch) -> sum.add(what, factor * howMuch));
        return sum;
    }

    /** All of it so many times. */
    Spent times(double factor) {
        return new Spent().plus(this, factor);
    }
}
