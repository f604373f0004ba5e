// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.security.Security;

/** How this JVM looks up host names. */
public final class NameLookups {
    /** A lookup that hangs holds on to a carrier thread of the virtual ones; with as many carriers as checks, the others go on. */
    private static final String CARRIERS = "64";

    private NameLookups() {}

    /**
     * Looks every name up anew, so that a changed record is seen by the next check, and lets a lookup that hangs hold up none of the
     * others. To be called before the first lookup and the first virtual thread: in the static part of a handler.
     */
    public static void freshAndIndependent() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        // The JDK resolves names in native code, which pins the carrier and, other than file I/O, adds none in its
        // place.
        System.setProperty("jdk.virtualThreadScheduler.parallelism", CARRIERS);
    }
}
