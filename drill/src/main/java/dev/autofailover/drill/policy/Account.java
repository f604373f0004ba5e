// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.policy;

import dev.autofailover.drill.operate.NotPossible;
import dev.autofailover.plan.Arn;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a plan's databases and tables are, which it names without their account.
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}
 * @param id twelve digits
 */
public record Account(String partition, String id) {

    /**
     * The account of the plan's checkers and secret, for they live beside the databases.
     *
     * @param said by the operator, who knows better
     * @throws NotPossible when nobody says it, or the plan names several
     */
    public static Account of(Plan plan, Optional<String> said) throws NotPossible {
        Set<Arn> arns = Stream.concat(
                        plan.sites().stream().map(Site::checker),
                        Stream.of(plan.database().secret()))
                .flatMap(text -> Arn.parse(text).stream())
                .collect(Collectors.toSet());
        String partition = arns.stream().map(Arn::partition).findFirst().orElse("aws");
        if (said.isPresent()) {
            return new Account(partition, said.get());
        }
        Set<String> ids = arns.stream()
                .map(Arn::account)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (ids.size() != 1) {
            String found = ids.isEmpty() ? "no account" : "the accounts " + String.join(", ", ids);
            throw new NotPossible(plan.service() + ": its ARNs name " + found
                    + ": say --account ID, the account that its databases are in");
        }
        return new Account(partition, ids.iterator().next());
    }

    /** The ARN of a resource in this account. */
    String arn(String service, String region, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + id + ":" + resource;
    }

    /** The ARN of a resource that belongs to no Region and no account, as Route 53 has them. */
    String global(String service, String resource) {
        return "arn:" + partition + ":" + service + ":::" + resource;
    }
}
