// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

class HoldDrillsTest extends PlayedDrills {
    HoldDrillsTest() {
        super(HoldDrills.all());
    }
}
