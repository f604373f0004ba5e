// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The classes of a jar by their names, such as {@code java/lang/String}, and how they inherit from each other and from the JDK. */
final class JarClasses {
    private final Map<String, ClassModel> classes = new HashMap<>();

    /**
     * A field or a method.
     *
     * @param type its descriptor, such as {@code ()V}
     */
    record Member(String name, String type) {
        static Member of(MethodModel method) {
            return new Member(
                    method.methodName().stringValue(), method.methodType().stringValue());
        }
    }

    /** @param entries the jar's; what lies below {@code META-INF} is no class of that name */
    JarClasses(Map<String, byte[]> entries) {
        entries.forEach((name, bytes) -> {
            if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
                classes.put(
                        name.substring(0, name.length() - ".class".length()),
                        ClassFile.of().parse(bytes));
            }
        });
    }

    boolean has(String name) {
        return classes.containsKey(name);
    }

    Optional<ClassModel> find(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    /** The class of this jar in which the JVM finds the member when it is looked for in {@code owner}; empty where none declares it. */
    Optional<String> declaring(String owner, Member member) {
        return find(owner)
                .flatMap(model -> declares(model, member)
                        ? Optional.of(owner)
                        : parents(model)
                                .map(each -> declaring(each, member))
                                .flatMap(Optional::stream)
                                .findFirst());
    }

    /** Whether a class or an interface above this one, of this jar or of the JDK, declares a method that one of this class overrides. */
    boolean overrides(ClassModel model, Member method) {
        return parents(model)
                .anyMatch(parent -> find(parent)
                        .map(above -> overridable(above, method) || overrides(above, method))
                        .orElseGet(() -> overridesOfJdk(parent, method)));
    }

    private static boolean declares(ClassModel model, Member member) {
        return model.methods().stream().anyMatch(method -> Member.of(method).equals(member))
                || model.fields().stream()
                        .anyMatch(field -> field.fieldName().equalsString(member.name())
                                && field.fieldType().equalsString(member.type()));
    }

    private static boolean overridable(ClassModel model, Member member) {
        return model.methods().stream()
                .anyMatch(method -> Member.of(method).equals(member)
                        && !method.flags().has(AccessFlag.PRIVATE)
                        && !method.flags().has(AccessFlag.STATIC));
    }

    private static Stream<String> parents(ClassModel model) {
        return Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .map(ClassEntry::asInternalName);
    }

    /** A class that the JDK does not have either is none that could be loaded. */
    private static boolean overridesOfJdk(String name, Member member) {
        try {
            Class<?> type = Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            List<Method> methods = new ArrayList<>(Arrays.asList(type.getMethods()));
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                methods.addAll(Arrays.asList(each.getDeclaredMethods()));
            }
            return methods.stream()
                    .anyMatch(method -> method.getName().equals(member.name())
                            && !method.accessFlags().contains(AccessFlag.PRIVATE)
                            && !method.accessFlags().contains(AccessFlag.STATIC)
                            && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                    .descriptorString()
                                    .equals(member.type()));
        } catch (ClassNotFoundException | NoClassDefFoundError missing) {
            return false;
        }
    }
}
