// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class SimulatedIamTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimulatedIam simulated = new SimulatedIam();
    private final IamClient iam = Clients.of(IamClient.builder(), new SimulatedAws(time).with(simulated), "aws-global");

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void anActionIsAllowedOnWhatAStatementNamesAndOnNothingElse() {
        String role = role(
                "{'Effect':'Allow','Action':['rds:Describe*','rds:PromoteReadReplica'],'Resource':'arn:aws:rds:*:*:db:orders*'}");

        assertThat(decisions(role, "arn:aws:rds:eu-west-1:111122223333:db:orders-replica", "rds:PromoteReadReplica"))
                .containsExactly("allowed");
        assertThat(decisions(
                        role,
                        "arn:aws:rds:eu-west-1:111122223333:db:other",
                        "rds:PromoteReadReplica",
                        "rds:describeDBInstances"))
                .containsExactly("implicitDeny", "implicitDeny");
        assertThat(decisions(role, "arn:aws:rds:eu-west-1:111122223333:db:orders", "rds:DeleteDBInstance"))
                .containsExactly("implicitDeny");
    }

    @Test
    void aDenyWinsOverAnyAllow() {
        String role = role("{'Effect':'Allow','Action':'*','Resource':'*'},"
                + "{'Effect':'Deny','Action':'rds:DeleteDBInstance','Resource':'*'}");

        assertThat(decisions(role, "*", "rds:DeleteDBInstance", "rds:RebootDBInstance"))
                .containsExactly("explicitDeny", "allowed");
    }

    @Test
    void aConditionHoldsForTheContextThatIsGiven() {
        String role = role(
                "{'Effect':'Allow','Action':'route53:ChangeResourceRecordSets','Resource':'*',"
                        + "'Condition':{'ForAllValues:StringEquals':{'route53:ChangeResourceRecordSetsRecordTypes':['CNAME']}}}");

        assertThat(changeOf(role, "CNAME")).isEqualTo("allowed");
        assertThat(changeOf(role, "MX")).isEqualTo("implicitDeny");
    }

    @Test
    void aRoleThatIsNotThereAndWhatIsNotSimulatedAreRefused() {
        assertThatThrownBy(() -> decisions("arn:aws:iam::111122223333:role/none", "*", "rds:RebootDBInstance"))
                .isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(iam::listRoles)
                .isInstanceOf(IamException.class)
                .hasMessageContaining("ListRoles is not simulated");
    }

    private String changeOf(String role, String type) {
        return iam.simulatePrincipalPolicy(ask -> ask.policySourceArn(role)
                        .actionNames("route53:ChangeResourceRecordSets")
                        .contextEntries(ContextEntry.builder()
                                .contextKeyName("route53:ChangeResourceRecordSetsRecordTypes")
                                .contextKeyType("stringList")
                                .contextKeyValues(type)
                                .build()))
                .evaluationResults()
                .getFirst()
                .evalDecisionAsString();
    }

    private List<String> decisions(String role, String resource, String... actions) {
        return iam
                .simulatePrincipalPolicy(
                        ask -> ask.policySourceArn(role).resourceArns(resource).actionNames(actions))
                .evaluationResults()
                .stream()
                .map(result -> result.evalDecisionAsString())
                .toList();
    }

    private String role(String statements) {
        String policies = "{'all':[{'Version':'2012-10-17','Statement':[" + statements + "]}]}";
        return simulated.addRole(
                "orchestrator",
                JsonProtocol.parse(policies.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                        .path("all"));
    }
}
