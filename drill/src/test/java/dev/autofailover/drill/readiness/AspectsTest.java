// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.Control;
import dev.autofailover.drill.readiness.Check.State;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.ServiceRecord;
import dev.autofailover.run.Advance;
import dev.autofailover.run.Run;
import dev.autofailover.vote.Opinion;
import dev.autofailover.vote.SiteVote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.model.IamException;

/** The aspects that need no AWS, and what trouble with AWS makes of the others. */
class AspectsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void whereTheServiceIsActiveInTheRegionThatDecidesTheNextOutageCannotBeHandled() throws Exception {
        ServiceFacts facts =
                facts("control: eu-north-1", "control: eu-central-1", record("frankfurt", Optional.empty()));

        assertThat(check(new RecordAspect(), facts, "control").state()).isEqualTo(State.NOT_OK);
        ServiceFacts before =
                facts("control: eu-north-1", "control: eu-central-1", record("ireland", Optional.empty()));
        assertThat(check(new RecordAspect(), before, "control"))
                .isEqualTo(Check.ok("control", "decided in eu-central-1, the standby's Region"));
    }

    @Test
    void whatARunChangesIsNotToBeMendedByHandMeanwhile() throws Exception {
        Aspect fenced = _ -> List.of(Check.notOk("database ireland", "fenced", "open it"), Check.ok("lag", "0.1 s"));
        Run run = new Run(
                1,
                Run.Kind.FAILOVER,
                "ireland",
                "frankfurt",
                1,
                NOW,
                NOW,
                Optional.empty(),
                Run.Phase.UNDER_WAY,
                "down",
                Optional.empty(),
                false,
                List.of());

        List<Check> during = new DuringRun(fenced).look(facts("", "", record("ireland", Optional.of(run))));
        List<Check> after = new DuringRun(fenced).look(facts("", "", record("ireland", Optional.empty())));

        assertThat(during.getFirst().remedy().orElse("")).contains("change nothing");
        assertThat(during.getLast().state()).isEqualTo(State.OK);
        assertThat(after.getFirst().remedy()).contains("open it");
    }

    @Test
    void aVoteThatIsStaleMissingOrBadIsNotOk() throws Exception {
        List<SiteVote> votes = List.of(
                vote("from-stockholm", Opinion.HEALTHY, 10),
                vote("from-frankfurt", Opinion.HEALTHY, 600),
                vote("sessions-table", Opinion.SUSPECT, 5));
        ServiceFacts facts = facts("", "", record("ireland", Optional.empty()), votes);

        VoteAspect aspect = new VoteAspect();
        assertThat(check(aspect, facts, "vote from-stockholm of ireland").state())
                .isEqualTo(State.OK);
        assertThat(check(aspect, facts, "vote from-frankfurt of ireland").seen())
                .isEqualTo("HEALTHY 10 min ago");
        assertThat(check(aspect, facts, "vote from-frankfurt of ireland").state())
                .isEqualTo(State.NOT_OK);
        assertThat(check(aspect, facts, "vote from-ireland of ireland").seen()).isEqualTo("has not spoken yet");
        assertThat(check(aspect, facts, "vote sessions-table of ireland").state())
                .isEqualTo(State.NOT_OK);
        assertThat(check(aspect, facts, "vote rds-events of ireland").state()).isEqualTo(State.OK);
    }

    @Test
    void healthyVotesThatAreTooFewToFindAnOutageAreNotEnough() throws Exception {
        ServiceFacts facts = facts(
                "", "", record("ireland", Optional.empty()), List.of(vote("from-stockholm", Opinion.HEALTHY, 10)));

        Check verdict = check(new VoteAspect(), facts, "verdict ireland");

        assertThat(verdict.state()).isEqualTo(State.NOT_OK);
        assertThat(verdict.seen()).contains("an outage takes 2 votes");
    }

    @Test
    void whatMayNotBeAskedIsNotCheckedAndARegionThatIsSilentIsNotOk() {
        Check denied = Check.of(
                "permissions",
                AwsTrouble.of(
                        "iam:SimulatePrincipalPolicy",
                        "us-east-1",
                        IamException.builder()
                                .statusCode(403)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .errorCode("AccessDenied")
                                        .build())
                                .build()));
        Check silent = Check.of(
                "database ireland",
                AwsTrouble.of("rds:DescribeDBInstances", "eu-west-1", SdkClientException.create("connect timed out")));

        assertThat(denied.state()).isEqualTo(State.NOT_CHECKED);
        assertThat(denied.remedy()).contains("allow iam:SimulatePrincipalPolicy");
        assertThat(silent.state()).isEqualTo(State.NOT_OK);
        assertThat(new ReadinessReport("orders", 1, "ireland", "frankfurt", List.of(denied)).ready())
                .isTrue();
        assertThat(new ReadinessReport("orders", 1, "ireland", "frankfurt", List.of(denied, silent)).ready())
                .isFalse();
    }

    private static Check check(Aspect aspect, ServiceFacts facts, String name) {
        return aspect.look(facts).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static SiteVote vote(String observer, Opinion opinion, long secondsAgo) {
        Instant at = NOW.minusSeconds(secondsAgo);
        return new SiteVote(observer, "ireland", opinion, at, at, Optional.empty(), "looked", Map.of());
    }

    private static ServiceRecord record(String active, Optional<Run> run) {
        ServiceRecord record = ServiceRecord.first("orders", active).atLeast(1).nextRevision();
        return run.map(of -> record.begin(new Advance(of, List.of(), Optional.empty())))
                .orElse(record);
    }

    private static ServiceFacts facts(String said, String instead, ServiceRecord record) throws Exception {
        return facts(said, instead, record, List.of());
    }

    private static ServiceFacts facts(String said, String instead, ServiceRecord record, List<SiteVote> votes)
            throws Exception {
        String text = Files.readString(Path.of("..", "plans", "orders.yaml")).replace(said, instead);
        return new ServiceFacts(
                new Control("eu-north-1", "orchestrator", "role", Map.of()),
                new PlanVersion(1, text, PlanParser.parse(text)),
                record,
                votes,
                NOW);
    }
}
