// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What decides and what acts lie apart: the core and its ports know no AWS, an adapter knows no other one, and one place puts them together. */
class OrchestratorLayersTest {
    private static final String ROOT = "dev.autofailover.orchestrator";
    /** What reaches out, each to one thing. */
    static final List<String> ADAPTERS = named("cloudwatch", "dns", "lambda", "publish", "rds", "route53");
    /** What decides, in which order it is done, and the ports through which it reaches out. */
    private static final String[] CORE = named(
                    "command", "database", "effect", "observe", "reconcile", "signal", "steps", "tell", "traffic")
            .toArray(String[]::new);
    // By path: looking packages up would read every jar of the classpath.
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPath(Path.of("target", "classes", "dev", "autofailover", "orchestrator"));

    private static List<String> named(String... packages) {
        return List.of(packages).stream().map(name -> ROOT + "." + name + "..").toList();
    }

    @Test
    void theCoreAndItsPortsKnowNoAwsAndNoOtherLibraryOfTheOutside() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..", "org.xbill..", "java.net..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void theCoreKnowsItsPortsAndNotWhatStandsBehindThem() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS.toArray(String[]::new))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".aws..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("ADAPTERS")
    void anAdapterKnowsNoOtherOne(String adapter) {
        String[] others =
                ADAPTERS.stream().filter(other -> !other.equals(adapter)).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(adapter)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }

    @Test
    void nothingKnowsThePlaceWhereAllIsPutTogether() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }
}
