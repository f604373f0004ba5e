// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.route53;

import dev.autofailover.orchestrator.aws.AwsFault;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The calls to Route 53. Its control plane lies in us-east-1 for all Regions.
 *
 * @param looking a client that retries
 * @param changing a client that sends once
 */
record Zone(Route53Client looking, Route53Client changing, String id) {
    private static final String REGION = "us-east-1";

    /** A call that did not come to anything; the fault says why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient AwsFault fault;

        Refused(AwsFault fault) {
            super(fault.text(), null, false, false);
            this.fault = fault;
        }

        AwsFault fault() {
            return fault;
        }
    }

    /**
     * The record sets of exactly that name and type: one for a plain record, more under a routing policy, none when there is none. What
     * is still PENDING is shown already.
     */
    List<ResourceRecordSet> sets(String name, String type) throws Refused {
        try {
            return looking
                    .listResourceRecordSets(list -> list.hostedZoneId(id)
                            .startRecordName(name)
                            .startRecordType(type)
                            .maxItems("10"))
                    .resourceRecordSets()
                    .stream()
                    .filter(set ->
                            sameName(set.name(), name) && set.typeAsString().equals(type))
                    .toList();
        } catch (SdkException failure) {
            throw new Refused(AwsFault.of("route53:ListResourceRecordSets", REGION, failure));
        }
    }

    /** Names come back with a trailing dot, and with anything but letters, digits, hyphens and underscores as octal escapes. */
    static boolean sameName(String listed, String name) {
        String bare = listed.endsWith(".") ? listed.substring(0, listed.length() - 1) : listed;
        return bare.equalsIgnoreCase(name);
    }

    /** Sends all changes as one batch, all or nothing. Returns the id of the change, without its prefix. */
    String change(List<Change> changes, String comment) {
        ChangeInfo info = changing.changeResourceRecordSets(batch -> batch.hostedZoneId(id)
                        .changeBatch(all -> all.comment(comment).changes(changes)))
                .changeInfo();
        return info.id().replaceFirst("^/change/", "");
    }

    /** Whether all name servers have the change; empty when Route 53 has forgotten it, as it does when it loses one in a disaster. */
    Optional<Boolean> inSync(String changeId) throws Refused {
        try {
            return Optional.of(
                    looking.getChange(get -> get.id(changeId)).changeInfo().status() == ChangeStatus.INSYNC);
        } catch (NoSuchChangeException forgotten) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw new Refused(AwsFault.of("route53:GetChange", REGION, failure));
        }
    }
}
