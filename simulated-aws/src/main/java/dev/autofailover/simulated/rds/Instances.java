// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All instances of the account, in every Region. */
final class Instances {
    private final ConcurrentSkipListMap<String, DbInstance> byArn = new ConcurrentSkipListMap<>();

    void add(DbInstance instance) {
        if (byArn.putIfAbsent(instance.arn(), instance) != null) {
            throw new IllegalArgumentException("there is an instance " + instance.arn());
        }
    }

    void remove(DbInstance instance) {
        byArn.remove(instance.arn());
    }

    Optional<DbInstance> byArn(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    List<DbInstance> in(String region) {
        return byArn.values().stream()
                .filter(each -> each.description().region().equals(region))
                .toList();
    }

    /** By identifier, in any case as RDS takes it, or by ARN. */
    DbInstance get(String region, String identifier) {
        String wanted = identifier.toLowerCase(Locale.ROOT);
        return in(region).stream()
                .filter(each -> each.description().identifier().equals(wanted)
                        || each.arn().equals(identifier))
                .findFirst()
                .orElseThrow(() -> RdsErrors.instanceNotFound(identifier));
    }
}
