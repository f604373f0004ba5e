// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;

/** A JVM with a lab in it and a server that hangs; it says where the lab is, and stays until its input ends. */
final class HeldLab {
    private HeldLab() {}

    /** Needs no arguments. */
    public static void main(String[] arguments) throws IOException {
        var lab = new TestLab();
        var server = lab.server("held");
        server.initialise();
        server.suspend();
        System.out.println(lab.folder.path());
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
}
