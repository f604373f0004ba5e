// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.drill.policy.Grants;
import dev.autofailover.plan.Arn;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;

/** The checkers' secret in every Region with a checker. Its value is never read. */
final class SecretAspect implements Aspect {
    private final OperatorAws aws;

    SecretAspect(OperatorAws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        List<Check> checks = new ArrayList<>();
        for (String region : Grants.checkerRegions(facts.plan())) {
            checks.add(in(region, facts));
        }
        return checks;
    }

    private Check in(String region, ServiceFacts facts) {
        String name = "secret " + region;
        String arn = Grants.secretIn(facts.plan(), region);
        try {
            DescribeSecretResponse found = aws.ask(
                    "secretsmanager:DescribeSecret",
                    region,
                    () -> aws.client(SecretsManagerClient.builder(), region).describeSecret(ask -> ask.secretId(arn)));
            if (found.deletedDate() != null) {
                return Check.notOk(name, "is to be deleted", "aws secretsmanager restore-secret --secret-id " + arn);
            }
            List<String> behind = found.replicationStatus().stream()
                    .filter(replica -> !"InSync".equals(replica.statusAsString()))
                    .map(SecretAspect::words)
                    .toList();
            return behind.isEmpty()
                    ? Check.ok(name, "there, value not read")
                    : Check.notOk(
                            name,
                            String.join(", ", behind),
                            "see aws secretsmanager describe-secret --secret-id " + arn);
        } catch (AwsTrouble trouble) {
            return trouble.code().equals("ResourceNotFoundException")
                    ? Check.notOk(name, "not there", remedy(region, facts))
                    : Check.of(name, trouble);
        }
    }

    private static String words(ReplicationStatusType replica) {
        return "replica in " + replica.region() + " is " + replica.statusAsString();
    }

    private static String remedy(String region, ServiceFacts facts) {
        String secret = facts.plan().database().secret();
        String home = Arn.parse(secret).map(Arn::region).orElse("");
        return home.equals(region)
                ? "create it, or correct database.secret of the plan"
                : "aws secretsmanager replicate-secret-to-regions --region " + home + " --secret-id " + secret
                        + " --add-replica-regions Region=" + region;
    }
}
