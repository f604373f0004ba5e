// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.autofailover.plan.Database.WhenUnreachable;
import dev.autofailover.plan.Policy.Mode;
import dev.autofailover.plan.Policy.UnknownLag;
import dev.autofailover.run.StepKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanParserTest {
    @Test
    void theExampleIsAPlan() throws InvalidPlan {
        Plan plan = PlanParser.parse(Example.text());

        assertThat(plan.service()).isEqualTo("orders");
        assertThat(plan.sites()).extracting(Site::name).containsExactly("ireland", "frankfurt");
        assertThat(plan.database().whenUnreachable()).isEqualTo(WhenUnreachable.PROCEED);
        assertThat(plan.database().port()).isEqualTo(5432);
        assertThat(plan.observers().list()).hasSize(6);
        assertThat(plan.policy().mode()).isEqualTo(Mode.AUTOMATIC);
        assertThat(plan.notifyTopic()).isPresent();
    }

    @Test
    void whatIsNotSaidIsSafe() throws InvalidPlan {
        String text = Example.text();
        Plan plan = PlanParser.parse(text.substring(0, text.indexOf("policy:")));

        assertThat(plan.policy().mode()).isEqualTo(Mode.APPROVAL);
        assertThat(plan.policy().unknownLag()).isEqualTo(UnknownLag.BLOCK);
        assertThat(plan.database().tls()).isTrue();
        assertThat(plan.policy().coolDown()).isEqualTo(Duration.ofMinutes(30));
        assertThat(plan.notifyTopic()).isEmpty();
    }

    @Test
    void anAlarmSpeaksAboutTheSiteOfItsRegionUnlessThePlanSaysOtherwise() throws InvalidPlan {
        var said = PlanParser.parse(
                Example.with("alarm: { name: connections,", "alarm: { name: connections, site: frankfurt,"));

        assertThat(PlanParser.parse(Example.text()).observers().list())
                .filteredOn(Observer.Alarm.class::isInstance)
                .extracting("site")
                .containsExactly("ireland");
        assertThat(said.observers().list())
                .filteredOn(Observer.Alarm.class::isInstance)
                .extracting("site")
                .containsExactly("frankfurt");
    }

    @Test
    void stepsHaveLimitsOfTheirOwn() throws InvalidPlan {
        Plan plan = PlanParser.parse(
                Example.with("  rto: PT10M", "  steps: { fence: PT3M, catch-up: PT1M }\n  rto: PT10M"));

        assertThat(plan.policy().limit(StepKind.FENCE)).isEqualTo(Duration.ofMinutes(3));
        assertThat(plan.policy().limit(StepKind.CATCH_UP)).isEqualTo(Duration.ofMinutes(1));
        assertThat(plan.policy().limit(StepKind.PROMOTE)).isEqualTo(StepKind.PROMOTE.defaultLimit());
    }

    @Test
    void everyErrorIsSaidAtOnce() {
        String wrong = Example.text()
                .replace("control: eu-north-1", "control: eu-west-1")
                .replace("ttl: PT5S", "ttl: 5s")
                .replace("quorum: 2", "quorum: 9")
                .replace("coolDown: PT30M", "coolDwn: PT30M")
                .replace("kind: rds-read-replica", "kind: aurora");

        assertThat(errors(wrong))
                .extracting(PlanError::path)
                .containsExactlyInAnyOrder(
                        "control",
                        "traffic[0].route53-record.ttl",
                        "observers.quorum",
                        "policy.coolDwn",
                        "database.kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ttl: PT5S|ttl: 10s|traffic[0].route53-record.ttl|10s|write PT10S",
                "ttl: PT5S|ttl: 10|traffic[0].route53-record.ttl|10|ISO-8601",
                "ttl: PT5S|ttl: PT0.5S|traffic[0].route53-record.ttl|PT0.5S|duration",
                "ttl: PT5S|type: A|traffic[0].route53-record.type|A|write CNAME",
                "fresh: PT90S|fresh: -PT90S|observers.fresh|-PT90S|duration from",
                "every: PT5S|evry: PT5S|observers.list[0].probe.evry|PT5S|did you mean every?",
                "prefers: ireland|prefers: dublin|prefers|dublin|ireland, frankfurt",
                "quorum: 2|quorum: 0|observers.quorum|0|from 1",
                "quorum: 2|quorum: two|observers.quorum|two|whole number",
                "quorum: 2|quorum: 2.5|observers.quorum|2.5|whole number",
                "control: eu-north-1|control: eu-west-1|control|eu-west-1|preferred site's",
                "control: eu-north-1|control: Stockholm|control|Stockholm|such as eu-west-1",
                "region: eu-central-1|region: eu-west-1|sites.frankfurt.region|eu-west-1|lost together",
                "database: orders-replica|database: Orders_Replica|sites.frankfurt.database|Orders_Replica|RDS identifier",
                "service: orders |service: Orders!|service|Orders!|lower-case",
                "service: orders |service: 7|service|7|lower-case",
                "service: orders |service: |service|nothing|lower-case",
                "coolDown: PT30M|coolDown: PT9M59S|policy.coolDown|PT9M59S|from PT10M",
                "mode: automatic|mode: auto|policy.mode|auto|one of automatic, approval, notify",
                "  maxLag: PT10S|  #|policy.maxLag|nothing|without asking",
                "name: orders                 #|name: orders?ssl=off #|database.name|orders?ssl=off|letters",
                "whenUnreachable: proceed|whenUnreachable: maybe|database.fence.whenUnreachable|maybe|proceed, ask",
                "hostedZone: Z0123456789EXAMPLE|hostedZone: /hostedzone/Z1|traffic[0].route53-record.hostedZone|/hostedzone/Z1|without",
                "name: orders-db.example.com|name: orders-db.example.com.|traffic[0].route53-record.name|orders-db.example.com.|trailing dot",
                "name: orders-db.example.com|name: Orders.example.com|traffic[0].route53-record.name|Orders.example.com|lower case",
                "name: from-frankfurt, from: eu-central-1|name: from-frankfurt, from: eu-north-1|observers.list[1].probe|from-frankfurt|count twice",
                "name: from-frankfurt|name: from-stockholm|observers.list[1].probe.name|from-stockholm|another name",
                "name: from-frankfurt|name: rds-events|observers.list[1].probe.name|rds-events|another name",
                "name: from-frankfurt|name: From_Frankfurt|observers.list[1].probe.name|From_Frankfurt|lower-case",
                "- rds-events: { name|- rds-event: { name|observers.list[4].rds-event|{\"name\":\"rds-events\"}|did you mean rds-events?",
                "cloudwatch:eu-west-1|cloudwatch:us-east-1|observers.list[3].alarm.site|nothing|neither site",
                "cloudwatch:eu-west-1:111122223333|cloudwatch:eu-west-1:1|observers.list[3].alarm.arn|arn:aws:cloudwatch:eu-west-1:1:alarm:orders-connections|such as arn",
                "lambda:eu-central-1|lambda:eu-west-1|sites.frankfurt.checker|arn:aws:lambda:eu-west-1:111122223333:function:autofailover-database-health-checker|deployed in eu-central-1",
                "orders.c1a2b3.eu-west-1.rds|orders.c1a2b3.eu-west-2.rds|sites.ireland.endpoint|orders.c1a2b3.eu-west-2.rds.amazonaws.com|eu-west-1",
                "  topic:|  topik:|notify.topic|nothing|such as arn:aws:sns",
            })
    void aWrongFieldIsNamedWithItsValueAndTheRemedy(String was, String now, String path, String value, String remedy) {
        assertThat(errors(Example.with(was, now))).anySatisfy(error -> {
            assertThat(error.path()).isEqualTo(path);
            assertThat(error.value()).isEqualTo(value);
            assertThat(error.remedy()).contains(remedy);
        });
    }

    @Test
    void aSiteMoreOrLessIsRefused() {
        String text = Example.text();
        int second = text.indexOf("  frankfurt:");
        int end = text.indexOf("prefers:");
        String three = text.replace(
                "prefers: ireland", text.substring(second, end).replace("frankfurt", "paris") + "prefers: ireland");

        assertThat(errors(text.substring(0, second) + text.substring(end)))
                .anyMatch(
                        error -> error.path().equals("sites") && error.remedy().contains("exactly two"));
        assertThat(errors(three)).anyMatch(error -> error.remedy().contains("exactly two"));
    }

    @Test
    void aFieldWrittenTwiceIsRefusedBecauseNobodyCanSayWhichCounts() {
        assertThat(errors(Example.text() + "control: eu-south-1\n"))
                .containsExactly(new PlanError("control", "eu-south-1", "written twice; keep one of them"));
    }

    @Test
    void aPlanWithoutTrafficIsRefused() {
        String text = Example.with("  - route53-record: {", "  #");

        assertThat(errors(text)).anyMatch(error -> error.path().equals("traffic"));
        assertThat(errors(text.replace("traffic:", "traffic: []")))
                .anyMatch(error -> error.path().equals("traffic"));
    }

    @Test
    void observersThatAllDieWithTheirSiteAreRefused() {
        String inside = Example.text().replaceAll("(?m)^.*from: (eu-north-1|eu-central-1).*\n", "");

        assertThat(errors(inside)).anySatisfy(error -> {
            assertThat(error.path()).isEqualTo("observers.list");
            assertThat(error.value()).isEqualTo("nobody outside ireland");
            assertThat(error.remedy()).contains("a dead Region is silent");
        });
    }

    @Test
    void votesThatAreStaleBeforeTheirObserverSpeaksAgainAreRefused() {
        String slow = Example.text().replace("every: PT5S", "every: PT1M");

        assertThat(errors(slow)).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("observers.fresh");
            assertThat(error.remedy()).contains("PT2M", "from-stockholm");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: hunter2",
                "dbPassword: hunter2",
                "url: postgres://orders:hunter2@db.example.com/orders",
                "note: \"user=orders password=hunter2\"",
                "key: AKIAIOSFODNN7EXAMPLE",
                "login: { user: orders, password: hunter2 }",
                "logins: [ { password: hunter2 } ]"
            })
    void aSecretIsRefusedAndNeverShown(String secret) {
        List<PlanError> errors = errors(Example.with("  name: orders  ", "  " + secret + "\n  name: orders  "));

        assertThat(errors).anyMatch(error -> error.remedy().contains("Secrets Manager"));
        assertThat(errors.toString()).doesNotContain("hunter2", "AKIAIOSFODNN7EXAMPLE");
    }

    private static List<PlanError> errors(String text) {
        return catchThrowableOfType(InvalidPlan.class, () -> PlanParser.parse(text))
                .errors();
    }
}
