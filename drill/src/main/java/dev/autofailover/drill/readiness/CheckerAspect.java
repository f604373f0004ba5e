// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.AwsTrouble;
import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.drill.policy.Account;
import dev.autofailover.drill.policy.Grant;
import dev.autofailover.drill.policy.Grants;
import dev.autofailover.plan.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** The function in each site's Region that proves a write there: whether it can run, and whether its role may read the secret. */
final class CheckerAspect implements Aspect {
    private final OperatorAws aws;
    private final Permissions permissions;

    CheckerAspect(OperatorAws aws) {
        this.aws = aws;
        this.permissions = new Permissions(aws);
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        List<Check> checks = new ArrayList<>();
        facts.plan().sites().forEach(site -> checks.addAll(look(site, facts)));
        return checks;
    }

    private List<Check> look(Site site, ServiceFacts facts) {
        String name = "checker " + site.name();
        try {
            GetFunctionConfigurationResponse found = aws.ask(
                    "lambda:GetFunctionConfiguration",
                    site.region(),
                    () -> aws.client(LambdaClient.builder(), site.region())
                            .getFunctionConfiguration(ask -> ask.functionName(site.checker())));
            String state = found.stateAsString();
            // Inactive: idle for weeks; the next invocation wakes it, which then fails once (Lambda guide, "function
            // states").
            Check running = "Active".equals(state)
                    ? Check.ok(name, "in " + site.region() + ", active")
                    : Check.notOk(
                            name, "in " + site.region() + ", state " + state, "look at the function's state reason");
            List<Check> checks = new ArrayList<>(List.of(running));
            checks.addAll(permissions.of("permissions checker " + site.name(), found.role(), needs(site, facts)));
            return checks;
        } catch (AwsTrouble trouble) {
            return List.of(
                    trouble.code().equals("ResourceNotFoundException")
                            ? Check.notOk(
                                    name,
                                    "there is no function " + site.checker(),
                                    "deploy a site stack in " + site.region()
                                            + " and put its output CheckerArn into sites." + site.name()
                                            + ".checker of the plan")
                            : Check.of(name, trouble));
        } catch (NotPossible unknownAccount) {
            return List.of(Check.notChecked(name, unknownAccount.text(), "write ARNs of one account"));
        }
    }

    private static List<Grant> needs(Site site, ServiceFacts facts) throws NotPossible {
        Account account = Account.of(facts.plan(), Optional.empty());
        String here = Grants.secretIn(facts.plan(), site.region());
        return Grants.of(facts.plan(), account).stream()
                .filter(grant -> grant.holder() == Grant.Holder.DATABASE_CHECKER)
                .map(grant -> new Grant(grant.holder(), grant.name(), grant.actions(), List.of(here), grant.only()))
                .toList();
    }
}
