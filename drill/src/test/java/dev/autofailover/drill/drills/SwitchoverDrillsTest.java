// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

class SwitchoverDrillsTest extends PlayedDrills {
    SwitchoverDrillsTest() {
        super(SwitchoverDrills.all());
    }
}
