// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

/**
 * In which simulated Region the code on this thread runs. All functions share one JVM; what differs by who asks, such as the way a
 * host name leads, asks here. Threads that an invocation starts inherit its Region.
 */
final class WhereItRuns {
    private static final InheritableThreadLocal<String> REGION = new InheritableThreadLocal<>();
    /** What runs in no Region: the lab itself, and the clients outside. */
    static final String OUTSIDE = "outside";

    private WhereItRuns() {}

    static String region() {
        String region = REGION.get();
        return region == null ? OUTSIDE : region;
    }

    static void enter(String region) {
        REGION.set(region);
    }

    static void leave() {
        REGION.remove();
    }
}
