// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.drills;

class DisorderDrillsTest extends PlayedDrills {
    DisorderDrillsTest() {
        super(DisorderDrills.all());
    }
}
