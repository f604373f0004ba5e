// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.QueryProtocol;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedService;
import dev.autofailover.simulated.Xml;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** IAM: what a role's own policies allow. Nothing here is enforced; it can be asked. */
public final class SimulatedIam implements SimulatedService {
    private static final QueryProtocol PROTOCOL = new QueryProtocol("https://iam.amazonaws.com/doc/2010-05-08/");

    private final Map<String, List<Statement>> roles = new ConcurrentHashMap<>();

    /** One question and its answer. */
    private record Evaluation(String action, String resource, String decision, List<String> missing) {}

    /**
     * Puts in a role with these policies; returns its ARN.
     *
     * @param policies a list of policy documents
     */
    public String addRole(String name, Iterable<JsonNode> policies) {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode policy : policies) {
            policy.path("Statement").forEach(statement -> statements.add(Statement.of(statement)));
        }
        String arn = "arn:aws:iam::" + SimulatedAws.ACCOUNT + ":role/" + name;
        roles.put(arn, List.copyOf(statements));
        return arn;
    }

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public String operation(Call call) {
        return PROTOCOL.operation(call);
    }

    @Override
    public Answer answer(Call call) {
        String operation = operation(call);
        if (!operation.equals("SimulatePrincipalPolicy")) {
            throw QueryProtocol.unknown(operation);
        }
        List<Evaluation> evaluations = simulate(
                QueryParameters.of(call).only("PolicySourceArn", "ActionNames", "ResourceArns", "ContextEntries"));
        return PROTOCOL.answer(
                operation,
                result -> result.text("IsTruncated", false)
                        .list("EvaluationResults", "member", evaluations, SimulatedIam::write));
    }

    private static void write(Xml member, Evaluation evaluation) {
        member.text("EvalActionName", evaluation.action())
                .text("EvalResourceName", evaluation.resource())
                .text("EvalDecision", evaluation.decision());
        if (!evaluation.resource().equals("*")) {
            // Of a named resource the missing keys are said here (IAM API reference, EvaluationResult).
            member.list(
                    "ResourceSpecificResults",
                    "member",
                    List.of(evaluation),
                    (specific, one) -> specific.text("EvalResourceName", one.resource())
                            .text("EvalResourceDecision", one.decision())
                            .list("MissingContextValues", "member", one.missing(), (key, name) -> key.value(name)));
        }
    }

    private List<Evaluation> simulate(QueryParameters input) {
        String role = input.required("PolicySourceArn");
        List<Statement> statements = roles.get(role);
        if (statements == null) {
            throw new AwsError(404, "NoSuchEntity", role + " does not exist.");
        }
        Map<String, List<String>> context = new HashMap<>();
        for (QueryParameters entry : input.structures("ContextEntries.member")) {
            context.put(entry.required("ContextKeyName"), entry.texts("ContextKeyValues.member"));
        }
        List<String> resources = input.texts("ResourceArns.member");
        List<Evaluation> evaluations = new ArrayList<>();
        for (String action : input.texts("ActionNames.member")) {
            // Without a resource IAM takes all of them.
            for (String resource : resources.isEmpty() ? List.of("*") : resources) {
                List<Statement> concerned = statements.stream()
                        .filter(statement -> statement.concerns(action, resource, context))
                        .toList();
                List<String> missing = statements.stream()
                        .flatMap(statement -> statement.missing(action, resource, context))
                        .distinct()
                        .toList();
                evaluations.add(new Evaluation(action, resource, decision(concerned), missing));
            }
        }
        return evaluations;
    }

    private static String decision(List<Statement> concerned) {
        if (concerned.isEmpty()) {
            return "implicitDeny";
        }
        return concerned.stream().allMatch(Statement::allows) ? "allowed" : "explicitDeny";
    }

    @Override
    public Answer answer(AwsError error) {
        return PROTOCOL.answer(error);
    }
}
