// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LinkCheckTest {
    private final Map<String, byte[]> whole = new HashMap<>();

    LinkCheckTest() throws IOException {
        for (Class<?> each : new Class<?>[] {Caller.class, Called.class, Parent.class, Spelled.class, Unused.class}) {
            String entry = entry(each);
            try (InputStream in = LinkCheckTest.class.getClassLoader().getResourceAsStream(entry)) {
                whole.put(entry, Objects.requireNonNull(in).readAllBytes());
            }
        }
    }

    @Test
    void aJarWithoutWhatNobodyNamesIsComplete() {
        Map<String, byte[]> small = without(Unused.class);
        cut(small, Called.class, "unused");

        assertThat(LinkCheck.missing(whole, small)).isEmpty();
    }

    @Test
    void aClassThatIsNamedIsMissed() {
        assertThat(LinkCheck.missing(whole, without(Called.class)))
                .anyMatch(each -> each.endsWith("asks for " + name(Called.class)));
    }

    @Test
    void aMethodThatIsCalledIsMissed() {
        Map<String, byte[]> small = new HashMap<>(whole);
        cut(small, Called.class, "called");

        assertThat(LinkCheck.missing(whole, small))
                .containsExactly(entry(Caller.class) + " asks for " + name(Called.class) + ".called()V");
    }

    @Test
    void aMethodThatOverridesOneThatIsLeftIsMissed() {
        Map<String, byte[]> small = new HashMap<>(whole);
        cut(small, Called.class, "inherited");

        assertThat(LinkCheck.missing(whole, small))
                .containsExactly(entry(Called.class) + " has lost what overrides inherited()V");
    }

    @Test
    void aMethodThatOverridesOneOfTheJdkIsMissed() {
        Map<String, byte[]> small = new HashMap<>(whole);
        cut(small, Called.class, "run");

        assertThat(LinkCheck.missing(whole, small))
                .containsExactly(entry(Called.class) + " has lost what overrides run()V");
    }

    @Test
    void aClassThatIsSpelledInATextIsMissed() {
        assertThat(LinkCheck.missing(whole, without(Spelled.class)))
                .containsExactly(entry(Caller.class) + " asks for " + name(Spelled.class));
    }

    @Test
    void aProviderOfAServiceIsMissed() {
        whole.put("META-INF/services/java.lang.Runnable", Unused.class.getName().getBytes(StandardCharsets.UTF_8));

        assertThat(LinkCheck.missing(whole, without(Unused.class)))
                .containsExactly("META-INF/services/java.lang.Runnable asks for " + name(Unused.class));
    }

    @Test
    void aClassForALaterJavaThatAnotherOneAsksForIsMissed() {
        String spelled = "META-INF/versions/11/" + entry(Spelled.class);
        whole.put("META-INF/versions/11/" + entry(Caller.class), whole.remove(entry(Caller.class)));
        whole.put(spelled, whole.remove(entry(Spelled.class)));
        Map<String, byte[]> small = new HashMap<>(whole);
        small.remove(spelled);

        assertThat(LinkCheck.missing(whole, small))
                .containsExactly(entry(Caller.class) + " asks for " + name(Spelled.class));
    }

    @Test
    void whatWasNeverThereIsNotMissed() {
        whole.remove(entry(Called.class));

        assertThat(LinkCheck.missing(whole, whole)).isEmpty();
    }

    private Map<String, byte[]> without(Class<?> type) {
        Map<String, byte[]> small = new HashMap<>(whole);
        small.remove(entry(type));
        return small;
    }

    private static void cut(Map<String, byte[]> jar, Class<?> type, String method) {
        jar.computeIfPresent(
                entry(type),
                (_, bytes) -> ClassFile.of()
                        .transformClass(
                                ClassFile.of().parse(bytes),
                                ClassTransform.dropping(element -> element instanceof MethodModel model
                                        && model.methodName().equalsString(method))));
    }

    private static String name(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static String entry(Class<?> type) {
        return name(type) + ".class";
    }

    static final class Caller {
        String call(Called called) {
            called.called();
            return "dev.autofailover.packaging.LinkCheckTest$Spelled";
        }
    }

    @SuppressWarnings("EmptyMethod")
    static class Parent {
        void inherited() {}
    }

    @SuppressWarnings("EmptyMethod")
    static final class Called extends Parent implements Runnable {
        void called() {}

        void unused() {}

        @Override
        void inherited() {}

        @Override
        public void run() {}
    }

    static final class Spelled {}

    static final class Unused {}
}
