// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.plan.Site;
import software.amazon.awssdk.services.rds.RdsClient;

/** What somebody does to a lab's databases by hand, past the orchestrator. */
public final class LabConsole {
    private final Lab.Parts parts;

    LabConsole(Lab.Parts parts) {
        this.parts = parts;
    }

    /** Someone promotes the site's database in the console. */
    public void promote(String site) {
        Site target = parts.plan().site(site);
        rds(target).promoteReadReplica(promote -> promote.dbInstanceIdentifier(target.database()));
    }

    /** Someone puts the isolating security group before the site's database. */
    public void fence(String site) {
        Site target = parts.plan().site(site);
        rds(target)
                .modifyDBInstance(modify -> modify.dbInstanceIdentifier(target.database())
                        .vpcSecurityGroupIds(target.isolation())
                        .applyImmediately(true));
    }

    private RdsClient rds(Site site) {
        return parts.aws().client(RdsClient.builder(), site.region());
    }

    /** Makes the site's database a replica of the other site's anew, as an operator does after a move. */
    public void rebuildAsReplica(String site) {
        Site target = parts.plan().site(site);
        Site source = parts.plan().other(site);
        LabDatabase other = parts.databases().at(source.name());
        parts.databases()
                .at(site)
                .server()
                .rebuildAsStandbyOf(other.server(), other.network().replication());
        parts.aws().rds().removeInstance(target.region(), target.database());
        parts.aws()
                .rds()
                .addInstance(
                        Premises.newInstance(target, parts.plan())
                                .replicaOf(parts.instance(source).arn()),
                        parts.databases().at(site));
        Premises.sampleLag(parts.aws(), target, parts.databases().at(site));
    }
}
