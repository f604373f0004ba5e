// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The classes below {@code META-INF/versions}, which stand in for others on a later Java. There are two ways to see a jar: native-start has
 * it as a jar, and they count; Lambda unpacks that of {@code managed}, and in a folder nobody looks there.
 */
final class MultiRelease {
    /** The Java that runs the functions. */
    private static final int JAVA = 25;

    private static final Pattern OF_A_VERSION = Pattern.compile("META-INF/versions/(\\d+)/(.*)\\.class");

    private MultiRelease() {}

    /** The entries as a JVM sees them that has the jar on its class path. */
    static Map<String, byte[]> packed(Map<String, byte[]> jar) {
        Map<String, byte[]> seen = unpacked(jar);
        jar.forEach((name, bytes) -> latest(name, jar.keySet()).ifPresent(type -> seen.put(type + ".class", bytes)));
        return seen;
    }

    /** The entries as a JVM sees them in a folder. */
    static Map<String, byte[]> unpacked(Map<String, byte[]> jar) {
        Map<String, byte[]> seen = new TreeMap<>(jar);
        seen.keySet().removeIf(MultiRelease::isOfAVersion);
        return seen;
    }

    static boolean isOfAVersion(String name) {
        return OF_A_VERSION.matcher(name).matches();
    }

    /**
     * Whether an entry for some version stays: where the JVM would take it, and the class for which it stands in, or inside of which it is
     * declared, is reached. One that is new in that version stays where anything of its package does.
     */
    static boolean stays(String name, Set<String> all, Set<String> reached) {
        return latest(name, all)
                .filter(type -> {
                    String outer = type.replaceFirst("\\$.*", "") + ".class";
                    return reached.contains(type + ".class")
                            || reached.contains(outer)
                            || (!all.contains(outer) && isOfPackage(type, reached));
                })
                .isPresent();
    }

    private static boolean isOfPackage(String type, Set<String> reached) {
        String ofPackage = type.substring(0, type.lastIndexOf('/') + 1);
        return reached.stream()
                .anyMatch(name -> name.startsWith(ofPackage) && name.indexOf('/', ofPackage.length()) < 0);
    }

    /** The class's name, where it is one for a version, and the one that the JVM takes: the latest that is not later than itself. */
    private static Optional<String> latest(String name, Set<String> all) {
        Matcher ofAVersion = OF_A_VERSION.matcher(name);
        if (!ofAVersion.matches()) {
            return Optional.empty();
        }
        int version = Integer.parseInt(ofAVersion.group(1));
        String type = ofAVersion.group(2);
        boolean taken = version <= JAVA
                && IntStream.rangeClosed(version + 1, JAVA)
                        .mapToObj(later -> "META-INF/versions/" + later + "/" + type + ".class")
                        .noneMatch(all::contains);
        return taken ? Optional.of(type) : Optional.empty();
    }
}
