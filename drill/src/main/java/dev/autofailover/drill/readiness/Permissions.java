// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.drill.policy.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                    List<EvaluationResult> results = simulate(role, need, resource);
                    List<String> refused = denied(need, results);
                    allowed += need.actions().size() - refused.size();
                    if (!refused.isEmpty()) {
                        denied.add(judged(name, roleName(role), refused, resource, missing(results)));
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

    private static Check judged(String name, String role, List<String> refused, String resource, Set<String> missing) {
        String actions = String.join(", ", refused);
        return missing.isEmpty()
                ? Check.notOk(
                        name,
                        role + " may not " + actions + " on " + resource,
                        "deploy with the parameters that autofailover plan policy prints")
                : Check.notChecked(
                        name,
                        role + " may " + actions + " on " + resource + " only by " + String.join(", ", missing)
                                + ", which IAM does not know here",
                        "look whether that condition of the role holds for the resource");
    }

    private List<EvaluationResult> simulate(String role, Grant need, String resource) throws AwsTrouble {
        List<ContextEntry> context = need.only().entrySet().stream()
                .map(key -> ContextEntry.builder()
                        .contextKeyName(key.getKey())
                        .contextKeyType(ContextKeyTypeEnum.STRING_LIST)
                        .contextKeyValues(key.getValue())
                        .build())
                .toList();
        return aws.ask(
                "iam:SimulatePrincipalPolicy",
                CONTROL_PLANE,
                () -> aws.client(IamClient.builder(), REGION)
                        .simulatePrincipalPolicy(ask -> ask.policySourceArn(role)
                                .actionNames(need.actions())
                                .resourceArns(resource)
                                .contextEntries(context))
                        .evaluationResults());
    }

    private static List<String> denied(Grant need, List<EvaluationResult> results) {
        return need.actions().stream()
                .filter(action -> results.stream()
                        .noneMatch(result -> Objects.equals(result.evalActionName(), action)
                                && result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED))
                .toList();
    }

    /** The condition keys without which IAM could not judge what it denied. */
    private static Set<String> missing(List<EvaluationResult> results) {
        return results.stream()
                .filter(result -> result.evalDecision() == PolicyEvaluationDecisionType.IMPLICIT_DENY)
                .flatMap(result -> Stream.concat(
                        result.missingContextValues().stream(),
                        result.resourceSpecificResults().stream()
                                .flatMap(each -> each.missingContextValues().stream())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String roleName(String role) {
        return role.substring(role.lastIndexOf('/') + 1);
    }
}
