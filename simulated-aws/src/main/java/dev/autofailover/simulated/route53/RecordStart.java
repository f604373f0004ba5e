// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.Call;
import java.util.Optional;
import java.util.Set;

/** Where a page of record sets starts, and how long it may be. */
record RecordStart(Optional<RecordSet.Key> from, int most) {
    private static final int MOST_RECORD_SETS = 300;

    static RecordStart of(Call call) {
        Paging.refuseOthers(call, Set.of("name", "type", "maxitems"));
        Optional<String> name = Paging.parameter(call, "name");
        Optional<String> type = Paging.parameter(call, "type");
        if (type.isPresent() && name.isEmpty()) {
            throw Route53Errors.invalidInput("StartRecordType was specified without StartRecordName");
        }
        return new RecordStart(
                name.map(given -> new RecordSet.Key(DnsNames.normalized(given), type.orElse(""))),
                Paging.most(call, MOST_RECORD_SETS));
    }
}
