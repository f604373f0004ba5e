// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

class FailoverDrillsTest extends PlayedDrills {
    FailoverDrillsTest() {
        super(FailoverDrills.all());
    }
}
