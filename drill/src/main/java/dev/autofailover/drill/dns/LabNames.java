// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The names of all labs of this JVM. One registry for the JVM, since the JVM has one resolver. */
public final class LabNames {
    private static final List<Names> LABS = new CopyOnWriteArrayList<>();

    private LabNames() {}

    /** The names of one lab. */
    public interface Names {
        /** Where that name leads, for who asks now; empty when it isn't this lab's name. */
        Optional<Resolution> resolve(String host);
    }

    /** The answer for a name that is a lab's: an address, or none because there is none. */
    public record Resolution(Optional<InetAddress> address) {}

    /** From now on this JVM resolves {@code names}; until the registration is closed. */
    public static Registration register(Names names) {
        LABS.add(names);
        return () -> LABS.remove(names);
    }

    static Optional<Resolution> find(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        return LABS.stream().flatMap(lab -> lab.resolve(plain).stream()).findFirst();
    }

    /** Ends a lab's names. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
