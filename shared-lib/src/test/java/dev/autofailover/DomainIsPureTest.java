// SPDX-License-Identifier: Apache-2.0
package dev.autofailover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The domain knows no AWS, no clock, no waiting, no chance and no outside world: so it can be tested to the bottom. */
class DomainIsPureTest {
    private static final List<String> PACKAGES = List.of("plan", "vote", "decision", "run", "record", "message");
    private static final String[] DOMAIN =
            PACKAGES.stream().map(name -> "dev.autofailover." + name).toArray(String[]::new);
    // By path: looking packages up would read every jar of the classpath.
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(PACKAGES.stream()
                    .map(name -> Path.of("target", "classes", "dev", "autofailover", name))
                    .toList());

    private static GivenClassesConjunction noClassOfTheDomain() {
        return noClasses().that().resideInAnyPackage(DOMAIN);
    }

    @Test
    void theDomainKnowsNoAws() {
        check(noClassOfTheDomain()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws.."));
    }

    @Test
    void theDomainReadsNoClock() {
        check(noClassOfTheDomain()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
    }

    @Test
    void theDomainNeitherWaitsNorPlaysDiceNorReadsTheEnvironment() {
        check(noClassOfTheDomain()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class));
    }

    @Test
    void theDomainReadsAndWritesNoFilesAndNoNetwork() {
        check(noClassOfTheDomain()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "javax.net..", "java.sql..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|PrintStream|.*InputStream|.*OutputStream)"));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
