// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.autofailover.lambda.LambdaSurroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every function module has one handler, knows none of the others, and reaches time, chance and its environment by one way only. */
class FunctionsAreAlikeTest {
    private static final Map<String, String> PACKAGES = Map.of(
            "cloudwatch-alarm-responder", "dev.autofailover.alarms..",
            "database-health-checker", "dev.autofailover.database..",
            "dynamodb-health-checker", "dev.autofailover.dynamodb..",
            "failover-orchestrator", "dev.autofailover.orchestrator..",
            "rds-event-subscriber", "dev.autofailover.rdsevents..");

    static final List<String> MODULES = List.copyOf(PACKAGES.keySet());

    private static JavaClasses classes(Collection<String> modules) {
        // By path: looking packages up would read every jar of the classpath.
        return new ClassFileImporter()
                .importPaths(modules.stream()
                        .map(module -> Path.of("..").resolve(module).resolve("target/classes"))
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void aFunctionModuleHasOneHandler(String module) {
        assertThat(classes(List.of("functions/" + module)))
                .filteredOn(FunctionsAreAlikeTest::isHandler)
                .extracting(JavaClass::getName)
                .hasSize(1);
    }

    private static boolean isHandler(JavaClass type) {
        return type.isAssignableTo(RequestStreamHandler.class) || type.isAssignableTo(RequestHandler.class);
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void aFunctionKnowsNoOtherOne(String module) {
        String[] others = PACKAGES.entrySet().stream()
                .filter(other -> !other.getKey().equals(module))
                .map(Map.Entry::getValue)
                .toArray(String[]::new);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(classes(List.of("functions/" + module)));
    }

    @Test
    void timeAndWaitingAndTheEnvironmentComeFromTheSurroundings() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(LambdaSurroundings.class)
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
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(classes(
                        Stream.concat(Stream.of("shared-lib"), MODULES.stream().map(name -> "functions/" + name))
                                .toList()));
    }
}
