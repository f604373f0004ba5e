// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.tests.packaged.BuiltJar;
import dev.autofailover.tests.packaged.LeftOperations;
import dev.autofailover.tests.packaged.PackagedJar;
import dev.autofailover.tests.simulation.Scenarios.Made;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * That the functions' jars, from which what is not reached was taken out, do what the whole classes do: a failover of each kind of
 * database, a lost Region, a switchover there and back, a run that turns back, canaries, events, alarms and nonsense.
 */
class PackagedJarsTest {
    private static final Path PROJECT = Path.of("..");
    private static final List<String> FUNCTIONS = List.of(
            "rds-event-subscriber",
            "cloudwatch-alarm-responder",
            "dynamodb-health-checker",
            "database-health-checker",
            "failover-orchestrator");

    /** By the service's endpoint prefix, where the SDK calls it otherwise. */
    private static final Map<String, String> SDK_PACKAGES = Map.of("monitoring", "cloudwatch", "events", "eventbridge");

    /** Where a client is told to ask for its endpoint; ours are not. */
    private static final Set<String> OF_THE_SDK_ITSELF = Set.of("dynamodb describeendpoints");

    private static List<Made> ofJars = List.of();
    private static String printed = "";

    @BeforeAll
    static void play() throws IOException {
        for (String function : FUNCTIONS) {
            BuiltJar.fresh(function);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            ofJars = Scenarios.calls(new PackagedCode(PROJECT));
            for (String function : FUNCTIONS) {
                PackagedJar.of(BuiltJar.of(function)).logAFailure();
            }
        } finally {
            System.setOut(before);
        }
        printed = out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theyMakeTheSameCallsWithTheSameOutcomesInTheSameOrder() {
        assertThat(ofJars.stream().map(PackagedJarsTest::shown))
                .containsExactlyElementsOf(
                        Scenarios.calls().stream().map(PackagedJarsTest::shown).toList());
    }

    @Test
    void theyMoveDatabasesOfEachKind() {
        assertThat(ofJars.stream().map(made -> made.call().operation()))
                .contains(
                        "PromoteReadReplica",
                        "FailoverGlobalCluster",
                        "SwitchoverGlobalCluster",
                        "ChangeResourceRecordSets");
    }

    @Test
    void noneHasAnOperationLeftThatNoneWasSeenToCall() throws IOException {
        Set<String> called = ofJars.stream().map(PackagedJarsTest::operation).collect(Collectors.toSet());
        for (String function : FUNCTIONS) {
            Set<String> left = LeftOperations.of(BuiltJar.of(function));
            left.removeAll(OF_THE_SDK_ITSELF);

            assertThat(called).as(function).containsAll(left);
        }
    }

    @Test
    void theyLogOneJsonObjectALine() throws IOException {
        List<String> lines = printed.lines().filter(line -> !line.isBlank()).toList();
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("{\"function\":"));
        assertThat(lines.stream().filter(line -> line.contains("it failed")))
                .hasSize(FUNCTIONS.size())
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                "\"outer\"",
                                "Caused by: java.lang.IllegalArgumentException: inner",
                                "Inside.logAFailure"));
        for (String line : lines) {
            JsonNode object = new ObjectMapper().readTree(line);
            assertThat(object.isObject()).as(line).isTrue();
        }
    }

    private static String operation(Made made) {
        String service = made.call().service();
        String operation = made.call().operation().toLowerCase(Locale.ROOT);
        return SDK_PACKAGES.getOrDefault(service, service) + " " + operation;
    }

    private static String shown(Made made) {
        return made.function() + " in " + made.stack().region() + ": "
                + made.call().service() + " " + made.call().operation() + " in "
                + made.call().region() + ", " + made.call().outcome();
    }
}
