// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One secret in all its Regions; its replicas always hold what the primary holds. */
final class Secret {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";

    private final String name;
    private final String suffix;
    private final String primaryRegion;
    private final String description;
    private final Instant created;
    private final Set<String> replicaRegions = new TreeSet<>();
    private final Map<String, Version> versions = new LinkedHashMap<>();
    private Instant changed;

    /** One value; {@code member} is SecretString or SecretBinary. */
    record Version(String id, String member, String value, Instant created, Set<String> stages) {
        /** Hides the value. */
        @Override
        public String toString() {
            return "Version[" + id + ", " + stages + "]";
        }

        private boolean sameValue(Version other) {
            return member.equals(other.member) && value.equals(other.value);
        }
    }

    Secret(String name, String suffix, String primaryRegion, String description, Instant created) {
        this.name = name;
        this.suffix = suffix;
        this.primaryRegion = primaryRegion;
        this.description = description;
        this.created = created;
        this.changed = created;
    }

    String name() {
        return name;
    }

    String primaryRegion() {
        return primaryRegion;
    }

    /** The ARN that it has in this Region: the same but for the Region. */
    String arn(String region) {
        return "arn:aws:secretsmanager:" + region + ":" + SimulatedAws.ACCOUNT + ":secret:" + name + "-" + suffix;
    }

    /** Whether it can be asked for in this Region under this id: its name, its ARN, or its ARN without the suffix. */
    synchronized boolean answersTo(String region, String id) {
        String arn = arn(region);
        boolean here = region.equals(primaryRegion) || replicaRegions.contains(region);
        return here
                && (id.equals(name)
                        || id.equals(arn)
                        || id.equals(arn.substring(0, arn.length() - suffix.length() - 1)));
    }

    synchronized void replicateTo(String region) {
        if (!region.equals(primaryRegion)) {
            replicaRegions.add(region);
        }
    }

    /** Adds a current version; the same again is no change, another under the same id an error. */
    synchronized void put(String id, String member, String value, Instant now) {
        Version wanted = new Version(id, member, value, now, Set.of(CURRENT));
        Version known = versions.get(id);
        if (known != null) {
            if (known.sameValue(wanted)) {
                return;
            }
            throw SecretErrors.versionExists(id);
        }
        versions.replaceAll((_, old) -> new Version(
                old.id(),
                old.member(),
                old.value(),
                old.created(),
                old.stages().contains(CURRENT) ? Set.of(PREVIOUS) : Set.of()));
        versions.put(id, wanted);
        changed = now;
    }

    /** The version with this id, if one is given, and this stage. */
    synchronized Optional<Version> version(Optional<String> id, String stage) {
        return versions.values().stream()
                .filter(each -> id.isEmpty() || each.id().equals(id.get()))
                .filter(each -> each.stages().contains(stage))
                .findFirst();
    }

    synchronized ObjectNode description(String region) {
        ObjectNode answer = JsonProtocol.object()
                .put("ARN", arn(region))
                .put("Name", name)
                .put("RotationEnabled", false)
                .put("LastChangedDate", seconds(changed))
                .put("CreatedDate", seconds(created))
                .put("PrimaryRegion", primaryRegion);
        if (!description.isEmpty()) {
            answer.put("Description", description);
        }
        ObjectNode stages = answer.putObject("VersionIdsToStages");
        versions.values().stream()
                .filter(each -> !each.stages().isEmpty())
                .forEach(each -> each.stages().forEach(stages.withArray(each.id())::add));
        if (region.equals(primaryRegion)) {
            writeReplication(answer);
        }
        return answer;
    }

    synchronized void writeReplication(ObjectNode answer) {
        replicaRegions.forEach(region -> answer.withArray("ReplicationStatus")
                .addObject()
                .put("Region", region)
                .put("Status", "InSync"));
    }

    /** As the JSON protocol writes times. */
    static double seconds(Instant time) {
        return time.toEpochMilli() / 1e3;
    }
}
