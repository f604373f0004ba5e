// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.readiness;

import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.drill.operate.OperatorAws;
import dev.autofailover.drill.policy.Account;
import dev.autofailover.drill.policy.Grant;
import dev.autofailover.drill.policy.Grants;
import java.util.List;
import java.util.Optional;

/** Whether the orchestrator's role may do what the plan asks of it. */
final class PermissionAspect implements Aspect {
    private static final String NAME = "permissions";

    private final Permissions permissions;

    PermissionAspect(OperatorAws aws) {
        this.permissions = new Permissions(aws);
    }

    @Override
    public List<Check> look(ServiceFacts facts) {
        try {
            Account account = Account.of(facts.plan(), Optional.empty());
            List<Grant> needs = Grants.of(facts.plan(), account).stream()
                    .filter(grant -> grant.holder() == Grant.Holder.ORCHESTRATOR)
                    .toList();
            return permissions.of(NAME, facts.control().role(), needs);
        } catch (NotPossible unknownAccount) {
            return List.of(Check.notChecked(NAME, unknownAccount.text(), "write ARNs of one account"));
        }
    }
}
