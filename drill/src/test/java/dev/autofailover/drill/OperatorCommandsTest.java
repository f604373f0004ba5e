// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autofailover.drill.lab.Lab;
import dev.autofailover.drill.lab.LabBuilder;
import dev.autofailover.drill.lab.LabOptions;
import dev.autofailover.drill.lab.LabPolicy;
import dev.autofailover.drill.postgres.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands against the lab's Regions: the real orchestrator, real databases; the failover comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorCommandsTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    private static Optional<Lab> lab = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeAll
    static void begin() throws IOException {
        lab = Optional.of(
                LabBuilder.build(new LabOptions(Path.of(".."), LabPolicy.FAST, LabOptions.AwsPace.QUICK, Map.of())));
    }

    @AfterAll
    static void end() {
        lab.ifPresent(Lab::close);
    }

    private static Ran run(String... args) {
        return Ran.in(lab.orElseThrow()::operator, args);
    }

    private static Ran readiness() {
        return run("readiness", "orders", "--stack", "lab");
    }

    @Test
    @Order(1)
    void inAHealthyLabAllIsChecked() {
        boolean ready = Await.until(SOON, () -> readiness().exitCode() == 0);

        Ran ran = readiness();
        assertThat(ready).as("%s", ran).isTrue();
        assertThat(ran.lines()).noneMatch(line -> line.startsWith("not"));
        for (String name : List.of(
                "control",
                "automation",
                "database ireland",
                "database frankfurt",
                "lag",
                "secret eu-north-1",
                "checker frankfurt",
                "permissions checker ireland",
                "vote from-stockholm of ireland",
                "verdict frankfurt",
                "alarm connections",
                "traffic orders-db.example.com",
                "companion",
                "dns orders-db.example.com",
                "notifications",
                "permissions")) {
            assertThat(ran.lines()).anyMatch(line -> line.matches("ok +" + name + "\\b.*"));
        }
        assertThat(ran.err()).isEmpty();
    }

    @Test
    @Order(2)
    void readinessIsThereForMachinesToo() throws IOException {
        Ran ran = run("readiness", "orders", "--function", "lab-FailoverOrchestrator", "--json");

        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.path("ready").asBoolean()).isEqualTo(ran.exitCode() == 0);
        assertThat(json.path("active").asText()).isEqualTo("ireland");
        assertThat(json.path("checks"))
                .allSatisfy(check -> assertThat(check.path("seen").asText()).isNotEmpty())
                .hasSizeGreaterThan(20);
    }

    @Test
    @Order(3)
    void statusSaysWhereTheServiceIsActive() throws IOException {
        assertThat(run("status", "orders", "--stack", "lab").lines())
                .first()
                .asString()
                .startsWith("orders  active in ireland");
        Ran json = run("status", "--stack", "lab", "--json");
        assertThat(new ObjectMapper()
                        .readTree(json.out())
                        .at("/services/0/service")
                        .asText())
                .isEqualTo("orders");
        Ran unknown = run("status", "invoices", "--stack", "lab");
        assertThat(unknown.exitCode()).isOne();
        assertThat(unknown.err()).contains("invoices").hasLineCount(1);
        assertThat(run("readiness", "invoices", "--stack", "lab").err())
                .contains("no plan is in force for a service named invoices; known are orders");
    }

    @Test
    @Order(4)
    void aPlanIsPutInForceAndWhatDoesNotFitIsSaidCheckByCheck() throws IOException {
        String plan = Files.readString(Path.of("..", "plans", "orders.yaml"));
        Path invoices = write(plan.replace("service: orders", "service: invoices"));

        Ran applied = run("plan", "apply", invoices.toString(), "--stack", "lab", "--by", "maria");
        Ran ran = run("readiness", "invoices", "--stack", "lab");

        assertThat(applied.out()).contains("invoices version 1 in force");
        assertThat(applied.exitCode()).isZero();
        assertThat(ran.exitCode()).isOne();
        assertThat(ran.lines())
                .anyMatch(line -> line.contains("correct sites.ireland.endpoint"))
                .anyMatch(line -> line.contains("there is no zone Z0123456789EXAMPLE"))
                .anyMatch(line -> line.contains("put its output CheckerArn into sites.ireland.checker"))
                .anyMatch(line -> line.contains("correct notify.topic of the plan"))
                .anyMatch(line -> line.contains("may not sns:Publish"));
    }

    @Test
    @Order(5)
    void whatTheOrchestratorRefusesIsSaidWithItsRemedy() throws IOException {
        String plan = Files.readString(Path.of("..", "plans", "orders.yaml"));
        Path elsewhere = write(plan.replace("control: eu-north-1", "control: eu-west-3"));
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), plan.replace("quorum: 2", "quorum: 0"));

        Ran refused = run("plan", "apply", elsewhere.toString(), "--stack", "lab", "--region", "eu-north-1");
        Ran unsent = run("plan", "apply", elsewhere.toString(), wrong.toString(), "--stack", "lab");

        assertThat(refused.exitCode()).isOne();
        assertThat(refused.out()).contains("refused", "control: eu-west-3: write eu-north-1");
        assertThat(unsent.exitCode()).isOne();
        assertThat(unsent.out()).contains("observers.quorum").doesNotContain("refused");
        assertThat(unsent.err()).contains("nothing was applied");
    }

    @Test
    @Order(6)
    void afterAFailoverItSaysWhatStandsInTheWayOfTheNext() {
        lab.orElseThrow().server("ireland").kill();

        boolean moved = Await.until(
                SOON, () -> readiness().lines().stream().anyMatch(line -> line.contains("is not acknowledged")));

        Ran ran = readiness();
        assertThat(moved).as("%s", ran).isTrue();
        assertThat(ran.exitCode()).isOne();
        assertThat(ran.lines()).first().asString().startsWith("orders  active in frankfurt, standby ireland");
        assertThat(ran.lines())
                .anyMatch(line -> line.matches("not ok +automation .*send acknowledge.*"))
                .anyMatch(line -> line.matches("not ok +database ireland .*rebuild it as a replica.*"))
                .anyMatch(line -> line.matches("ok +traffic orders-db.example.com +leads to frankfurt.*"))
                .anyMatch(line -> line.matches("ok +companion .*generation 1, frankfurt.*"));
        assertThat(run("status", "orders", "--stack", "lab").out())
                .contains("failover 1, ireland → frankfurt: done", "holds still");
    }

    private Path write(String plan) throws IOException {
        return Files.writeString(folder.resolve("plan.yaml"), plan);
    }
}
