// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.drill.policy.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Asks IAM what a role may do. It answers for the role's own policies and its boundary; what a resource's policy or an organisation's
 * adds is seen only by the real call.
 */
final class Permissions {
    private static final String REGION = "aws-global";
    /** Where IAM's control plane lies, for all Regions. */
    private static final String CONTROL_PLANE = "us-east-1";

    private final OperatorAws aws;

    Permissions(OperatorAws aws) {
        this.aws = aws;
    }

    /** One check when all is allowed, else one for each resource on which something is not. */
    List<Check> of(String name, String role, List<Grant> needs) {
        List<Check> denied = new ArrayList<>();
        int allowed = 0;
        try {
            for (Grant need : needs) {
                for (String resource : need.resources()) {
                    List<String> refused = denied(role, need, resource);
                    allowed += need.actions().size() - refused.size();
                    if (!refused.isEmpty()) {
                        denied.add(Check.notOk(
                                name,
                                roleName(role) + " may not " + String.join(", ", refused) + " on " + resource,
                                "deploy with the parameters that autofailover plan policy prints"));
                    }
                }
            }
        } catch (AwsTrouble trouble) {
            denied.add(
                    trouble.code().equals("NoSuchEntity")
                            ? Check.notChecked(name, "IAM does not know " + role, "look at the function's role")
                            : Check.of(name, trouble));
        }
        return denied.isEmpty()
                ? List.of(Check.ok(
                        name, roleName(role) + " may do all that the plan asks of it (" + allowed + " simulated)"))
                : denied;
    }

    private List<String> denied(String role, Grant need, String resource) throws AwsTrouble {
        List<ContextEntry> context = need.only().entrySet().stream()
                .map(key -> ContextEntry.builder()
                        .contextKeyName(key.getKey())
                        .contextKeyType(ContextKeyTypeEnum.STRING_LIST)
                        .contextKeyValues(key.getValue())
                        .build())
                .toList();
        List<EvaluationResult> results = aws.ask(
                "iam:SimulatePrincipalPolicy",
                CONTROL_PLANE,
                () -> aws.client(IamClient.builder(), REGION)
                        .simulatePrincipalPolicy(ask -> ask.policySourceArn(role)
                                .actionNames(need.actions())
                                .resourceArns(resource)
                                .contextEntries(context))
                        .evaluationResults());
        return need.actions().stream()
                .filter(action -> results.stream()
                        .noneMatch(result -> Objects.equals(result.evalActionName(), action)
                                && result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED))
                .toList();
    }

    private static String roleName(String role) {
        return role.substring(role.lastIndexOf('/') + 1);
    }
}
