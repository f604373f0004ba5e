// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Verifies, as the JVM does before it runs a class, those that are not the bytes they were. */
final class FrameCheck {
    private final ClassFile files;

    private FrameCheck(Map<String, byte[]> jar) {
        ClassHierarchyResolver ofJar = ClassHierarchyResolver.ofResourceParsing(type -> {
            String descriptor = type.descriptorString();
            byte[] bytes = jar.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ofJar.orElse(ClassHierarchyResolver.defaultResolver()).cached()));
    }

    /** Each class of the small jar that the verifier refuses, and did not in the whole one, with its words. */
    static Set<String> wrong(Map<String, byte[]> whole, Map<String, byte[]> small) {
        FrameCheck before = new FrameCheck(whole);
        FrameCheck after = new FrameCheck(small);
        Set<String> wrong = new TreeSet<>();
        small.forEach((name, bytes) -> {
            byte[] old = whole.getOrDefault(name, bytes);
            if (name.endsWith(".class") && !Arrays.equals(old, bytes)) {
                after.words(bytes).stream()
                        .findFirst()
                        .filter(_ -> before.words(old).isEmpty())
                        .ifPresent(words -> wrong.add(name + " does not verify: " + words));
            }
        });
        return wrong;
    }

    private List<String> words(byte[] bytes) {
        try {
            return files.verify(bytes).stream().map(VerifyError::getMessage).toList();
        } catch (IllegalArgumentException unresolved) {
            // It names a class that neither jar has: the JVM would not load it either.
            return List.of(String.valueOf(unresolved.getMessage()));
        }
    }
}
