// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

class RegionDrillsTest extends PlayedDrills {
    RegionDrillsTest() {
        super(RegionDrills.all());
    }
}
