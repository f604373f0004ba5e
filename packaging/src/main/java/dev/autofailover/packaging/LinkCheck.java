// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import dev.autofailover.packaging.JarClasses.Member;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a jar without its unused classes still asks for and the whole jar had: classes, fields and methods that its classes name,
 * classes that they spell in a text, as for {@code Class.forName}, or name in an annotation, methods that override what is still called, and
 * providers of services; with the jar packed and unpacked ({@link MultiRelease}). What the whole jar had neither is an option of a library
 * that we don't use.
 */
final class LinkCheck {
    private static final String SERVICES = "META-INF/services/";
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<]+);");

    private static final Set<AccessFlag> NO_OVERRIDING =
            Set.of(AccessFlag.PRIVATE, AccessFlag.STATIC, AccessFlag.ABSTRACT);

    private final JarClasses whole;
    private final JarClasses small;
    private final Set<String> missing = new TreeSet<>();

    private LinkCheck(JarClasses whole, JarClasses small) {
        this.whole = whole;
        this.small = small;
    }

    /**
     * What is missing, each with who asks for it.
     *
     * @param whole the jar's entries by name
     * @param small those that are left
     */
    static Set<String> missing(Map<String, byte[]> whole, Map<String, byte[]> small) {
        Set<String> missing = seen(MultiRelease.unpacked(whole), MultiRelease.unpacked(small));
        missing.addAll(seen(MultiRelease.packed(whole), MultiRelease.packed(small)));
        return missing;
    }

    private static Set<String> seen(Map<String, byte[]> whole, Map<String, byte[]> small) {
        LinkCheck check = new LinkCheck(new JarClasses(whole), new JarClasses(small));
        small.forEach((name, bytes) -> {
            if (name.endsWith(".class")) {
                check.look(name, ClassFile.of().parse(bytes));
            } else if (name.startsWith(SERVICES)) {
                new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> check.type(name, internal(line.strip())));
            }
        });
        return check.missing;
    }

    private void look(String asking, ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            look(asking, entry);
        }
        model.fields().forEach(field -> descriptor(asking, field.fieldType().stringValue()));
        model.methods().forEach(method -> descriptor(asking, method.methodType().stringValue()));
        annotations(asking, model);
        model.fields().forEach(field -> annotations(asking, field));
        model.methods().forEach(method -> annotations(asking, method));
        overriding(asking, model);
    }

    /** Log4j finds by them what fills in a plugin. An annotation that the JVM can't read is passed over in silence. */
    private void annotations(String asking, AttributedElement element) {
        element.findAttribute(Attributes.runtimeVisibleAnnotations())
                .ifPresent(found -> found.annotations().forEach(each -> annotation(asking, each)));
        element.findAttribute(Attributes.runtimeVisibleParameterAnnotations())
                .ifPresent(found ->
                        found.parameterAnnotations().forEach(ofOne -> ofOne.forEach(each -> annotation(asking, each))));
    }

    private void annotation(String asking, Annotation annotation) {
        descriptor(asking, annotation.className().stringValue());
        annotation.elements().forEach(element -> value(asking, element.value()));
    }

    private void value(String asking, AnnotationValue value) {
        switch (value) {
            case AnnotationValue.OfClass type ->
                descriptor(asking, type.className().stringValue());
            case AnnotationValue.OfAnnotation inner -> annotation(asking, inner.annotation());
            case AnnotationValue.OfArray array -> array.values().forEach(each -> value(asking, each));
            default -> {
                // Numbers, texts and constants of enums, which are named as fields are.
            }
        }
    }

    private void look(String asking, PoolEntry entry) {
        switch (entry) {
            case ClassEntry type
            when type.asInternalName().startsWith("[") -> descriptor(asking, type.asInternalName());
            case ClassEntry type -> type(asking, type.asInternalName());
            case MemberRefEntry member ->
                member(
                        asking,
                        member.owner().asInternalName(),
                        new Member(member.name().stringValue(), member.type().stringValue()));
            case NameAndTypeEntry member -> descriptor(asking, member.type().stringValue());
            case MethodTypeEntry type -> descriptor(asking, type.descriptor().stringValue());
            case StringEntry text -> type(asking, internal(text.stringValue()));
            default -> {
                // Numbers, modules, names: no class.
            }
        }
    }

    private void member(String asking, String owner, Member member) {
        whole.declaring(owner, member).ifPresent(declaring -> {
            if (!small.declaring(owner, member).equals(whole.declaring(owner, member))) {
                missing.add(asking + " asks for " + declaring + "." + member.name() + member.type());
            }
        });
    }

    /**
     * A method that is gone is called by nobody by this class's name; it must not be called by the name of a class above either. One
     * without a body only says again what the class above says.
     */
    private void overriding(String asking, ClassModel left) {
        whole.find(left.thisClass().asInternalName())
                .ifPresent(before -> before.methods().stream()
                        .filter(method -> NO_OVERRIDING.stream().noneMatch(method.flags()::has))
                        .map(Member::of)
                        .filter(method -> !method.name().equals("<init>"))
                        .filter(method ->
                                left.methods().stream().map(Member::of).noneMatch(method::equals))
                        .filter(method -> small.overrides(left, method))
                        .forEach(method ->
                                missing.add(asking + " has lost what overrides " + method.name() + method.type())));
    }

    private void descriptor(String asking, String descriptor) {
        Matcher names = IN_DESCRIPTOR.matcher(descriptor);
        while (names.find()) {
            type(asking, names.group(1));
        }
    }

    private void type(String asking, String name) {
        if (whole.has(name) && !small.has(name)) {
            missing.add(asking + " asks for " + name);
        }
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }
}
