// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.orchestrator.effect.Effects;
import dev.autofailover.orchestrator.effect.PlannedCall;
import dev.autofailover.orchestrator.route53.Route53Switch;
import dev.autofailover.orchestrator.traffic.TrafficAdapter.Target;
import dev.autofailover.plan.TrafficSwitch.Route53Record;
import dev.autofailover.run.StepResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The traffic switch's batch: exact DELETE and CREATE of the name and its companion, all or nothing. */
class TrafficWitnessTest {
    private static final String NAME = "orders-db.example.com";
    private static final String IRELAND = "orders.c1a2b3.eu-west-1.rds.amazonaws.com";
    private static final String FRANKFURT = "orders-replica.d4e5f6.eu-central-1.rds.amazonaws.com";

    static Stream<Witness> witnesses() {
        return Witness.all();
    }

    /**
     * Not moto, whose code is LocalStack's too: it refuses to create a record again that ever had the same value, and has another code for a DELETE of
     * what is not there.
     */
    static Stream<Witness> witnessesOfTheWayBack() {
        return Stream.of(Witness.SIMULATOR, Witness.MINISTACK);
    }

    @ParameterizedTest
    @MethodSource("witnesses")
    void theNameAndItsCompanionAreReplacedInOneBatch(Witness witness) {
        Zone zone = Zone.in(witness);

        StepResult moved = zone.lead(frankfurt(1), Runnable::run);

        assertThat(moved).as("accepted: its id is kept").satisfies(TrafficWitnessTest::hasAChange);
        assertThat(zone.listed())
                .containsExactlyInAnyOrder(
                        "CNAME " + NAME + " " + FRANKFURT,
                        "TXT _autofailover." + NAME + " \"service=orders generation=1 site=frankfurt\"");
    }

    @ParameterizedTest
    @MethodSource("witnessesOfTheWayBack")
    void theWayBackReplacesBothAgain(Witness witness) {
        Zone zone = Zone.in(witness);
        zone.lead(frankfurt(1), Runnable::run);

        StepResult back = zone.lead(ireland(2), Runnable::run);

        assertThat(back).as("accepted: its id is kept").satisfies(TrafficWitnessTest::hasAChange);
        assertThat(zone.listed())
                .containsExactlyInAnyOrder(
                        "CNAME " + NAME + " " + IRELAND,
                        "TXT _autofailover." + NAME + " \"service=orders generation=2 site=ireland\"");
    }

    @ParameterizedTest
    @MethodSource("witnessesOfTheWayBack")
    void aLateWorkersBatchIsRefusedAsAWholeAlthoughTheNameHasComeRoundToWhatItRead(Witness witness) {
        Zone zone = Zone.in(witness);
        zone.lead(ireland(1), Runnable::run);

        // Between this worker's look and its change others have moved the name away and back.
        StepResult late = zone.lead(frankfurt(2), change -> {
            zone.lead(frankfurt(3), Runnable::run);
            zone.lead(ireland(4), Runnable::run);
            change.run();
        });

        assertThat(late).isInstanceOf(StepResult.NotYet.class);
        assertThat(late.evidence()).doesNotContainKey("changeId");
        assertThat(zone.listed())
                .containsExactlyInAnyOrder(
                        "CNAME " + NAME + " " + IRELAND,
                        "TXT _autofailover." + NAME + " \"service=orders generation=4 site=ireland\"");
    }

    @ParameterizedTest
    @MethodSource("witnessesOfTheWayBack")
    void theRefusalIsCalledInvalidChangeBatch(Witness witness) {
        Zone zone = Zone.in(witness);
        zone.lead(ireland(1), Runnable::run);

        StepResult late = zone.lead(frankfurt(2), change -> {
            zone.lead(ireland(3), Runnable::run);
            change.run();
        });

        assertThat(late.note()).contains("InvalidChangeBatch");
    }

    private static void hasAChange(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.NotYet.class);
        assertThat(result.evidence()).containsKey("changeId");
    }

    private static Target ireland(long generation) {
        return new Target("orders", generation, "ireland", IRELAND, FRANKFURT);
    }

    private static Target frankfurt(long generation) {
        return new Target("orders", generation, "frankfurt", FRANKFURT, IRELAND);
    }

    /** What happens to a change on its way. */
    private interface Way {
        void carry(Runnable change);
    }

    private record Zone(Route53Client route53, String id) {
        /** A zone whose name leads to Ireland, put there by hand. */
        static Zone in(Witness witness) {
            Route53Client route53 = witness.client(Route53Client.builder());
            String id = route53.createHostedZone(
                            create -> create.name("example.com").callerReference(Witness.fresh("zone")))
                    .hostedZone()
                    .id()
                    .replaceFirst("^/hostedzone/", "");
            ResourceRecordSet name = ResourceRecordSet.builder()
                    .name(NAME)
                    .type("CNAME")
                    .ttl(5L)
                    .resourceRecords(ResourceRecord.builder().value(IRELAND).build())
                    .build();
            route53.changeResourceRecordSets(batch -> batch.hostedZoneId(id)
                    .changeBatch(all -> all.changes(Change.builder()
                            .action(ChangeAction.CREATE)
                            .resourceRecordSet(name)
                            .build())));
            return new Zone(route53, id);
        }

        StepResult lead(Target target, Way way) {
            Route53Record record = new Route53Record(id, NAME, "CNAME", Duration.ofSeconds(5));
            return new Route53Switch(record, route53, route53, _ -> Set.of(), new Carried(way))
                    .lead(target, new Notes(new HashMap<>()));
        }

        Set<String> listed() {
            return route53.listResourceRecordSets(list -> list.hostedZoneId(id)).resourceRecordSets().stream()
                    .filter(set -> !List.of("NS", "SOA").contains(set.typeAsString()))
                    .map(set -> set.typeAsString() + " " + set.name().replaceFirst("\\.$", "") + " "
                            + set.resourceRecords().getFirst().value())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private record Carried(Way way) implements Effects {
        @Override
        public void perform(PlannedCall call, Runnable action) {
            way.carry(action);
        }

        @Override
        public List<PlannedCall> assumed() {
            return List.of();
        }
    }
}
