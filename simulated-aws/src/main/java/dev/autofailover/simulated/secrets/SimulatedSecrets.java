// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedService;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** AWS Secrets Manager: values by name or ARN, in the primary's Region and in those of its replicas. */
public final class SimulatedSecrets implements SimulatedService {
    private static final JsonProtocol PROTOCOL = new JsonProtocol("1.1");
    private static final int SUFFIX_LENGTH = 6;

    private final InstantSource time;
    private final List<Secret> secrets = new CopyOnWriteArrayList<>();

    /** A Secrets Manager without secrets. */
    public SimulatedSecrets(InstantSource time) {
        this.time = time;
    }

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public String operation(Call call) {
        return PROTOCOL.operation(call);
    }

    @Override
    public Answer answer(Call call) {
        ObjectNode input = PROTOCOL.input(call);
        String operation = operation(call);
        ObjectNode output = switch (operation) {
            case "GetSecretValue" -> get(call.region(), input);
            case "DescribeSecret" -> describe(call.region(), input);
            case "CreateSecret" -> create(call.region(), input);
            case "PutSecretValue" -> put(call.region(), input);
            case "ReplicateSecretToRegions" -> replicate(call.region(), input);
            default -> throw JsonProtocol.unknown(operation);
        };
        return PROTOCOL.answer(output);
    }

    @Override
    public Answer answer(AwsError error) {
        return PROTOCOL.answer(error);
    }

    @Override
    public AwsError throttled() {
        return new AwsError(400, "ThrottlingException", "Rate exceeded");
    }

    /**
     * Puts a secret in.
     *
     * @param value its SecretString
     * @return its ARN in the primary's Region
     */
    public String addSecret(String region, String name, String value, String... replicaRegions) {
        return put(add(region, name, ""), value, replicaRegions);
    }

    /**
     * Puts a secret in that has that ARN, such as one that a plan names.
     *
     * @param arn in the primary's Region, with its random ending
     * @param value its SecretString
     */
    public void addSecretOf(String arn, String value, String... replicaRegions) {
        String[] parts = arn.split(":", 7);
        int ending = parts[6].length() - SUFFIX_LENGTH;
        put(add(parts[3], parts[6].substring(0, ending - 1), parts[6].substring(ending), ""), value, replicaRegions);
    }

    private String put(Secret secret, String value, String... replicaRegions) {
        secret.put(UUID.randomUUID().toString(), "SecretString", value, time.instant());
        for (String replica : replicaRegions) {
            secret.replicateTo(replica);
        }
        return secret.arn(secret.primaryRegion());
    }

    private ObjectNode get(String region, ObjectNode input) {
        only(input, "SecretId", "VersionId", "VersionStage");
        Secret secret = find(region, input);
        String stage = text(input, "VersionStage").orElse(Secret.CURRENT);
        Secret.Version version =
                secret.version(text(input, "VersionId"), stage).orElseThrow(() -> SecretErrors.noValue(stage));
        ObjectNode answer = identity(secret, region)
                .put("VersionId", version.id())
                .put(version.member(), version.value())
                .put("CreatedDate", Secret.seconds(version.created()));
        version.stages().forEach(answer.putArray("VersionStages")::add);
        return answer;
    }

    private ObjectNode describe(String region, ObjectNode input) {
        only(input, "SecretId");
        return find(region, input).description(region);
    }

    private ObjectNode create(String region, ObjectNode input) {
        only(input, "Name", "ClientRequestToken", "Description", "SecretString", "SecretBinary", "AddReplicaRegions");
        Secret secret =
                add(region, required(input, "Name"), text(input, "Description").orElse(""));
        ObjectNode answer = identity(secret, region);
        if (input.has("SecretString") || input.has("SecretBinary")) {
            answer.put("VersionId", store(secret, input));
        }
        addReplicas(secret, input);
        secret.writeReplication(answer);
        return answer;
    }

    private Secret add(String region, String name, String description) {
        return add(region, name, UUID.randomUUID().toString().substring(0, SUFFIX_LENGTH), description);
    }

    private Secret add(String region, String name, String suffix, String description) {
        if (secrets.stream().anyMatch(secret -> secret.answersTo(region, name))) {
            throw SecretErrors.exists(name);
        }
        Secret secret = new Secret(name, suffix, region, description, time.instant());
        secrets.add(secret);
        return secret;
    }

    private ObjectNode put(String region, ObjectNode input) {
        only(input, "SecretId", "ClientRequestToken", "SecretString", "SecretBinary");
        Secret secret = primary(region, input);
        ObjectNode answer = identity(secret, region).put("VersionId", store(secret, input));
        answer.putArray("VersionStages").add(Secret.CURRENT);
        return answer;
    }

    private ObjectNode replicate(String region, ObjectNode input) {
        only(input, "SecretId", "AddReplicaRegions");
        Secret secret = primary(region, input);
        addReplicas(secret, input);
        ObjectNode answer = JsonProtocol.object().put("ARN", secret.arn(region));
        secret.writeReplication(answer);
        return answer;
    }

    private static void addReplicas(Secret secret, ObjectNode input) {
        for (JsonNode replica : input.path("AddReplicaRegions")) {
            secret.replicateTo(replica.path("Region").asText());
        }
    }

    private String store(Secret secret, ObjectNode input) {
        boolean binary = input.has("SecretBinary");
        if (binary == input.has("SecretString")) {
            throw SecretErrors.invalidParameter("You must provide either SecretString or SecretBinary.");
        }
        String member = binary ? "SecretBinary" : "SecretString";
        String id = text(input, "ClientRequestToken")
                .orElseGet(() -> UUID.randomUUID().toString());
        secret.put(id, member, required(input, member), time.instant());
        return id;
    }

    private Secret primary(String region, ObjectNode input) {
        Secret secret = find(region, input);
        if (!secret.primaryRegion().equals(region)) {
            throw SecretErrors.replica();
        }
        return secret;
    }

    private Secret find(String region, ObjectNode input) {
        String id = required(input, "SecretId");
        return secrets.stream()
                .filter(secret -> secret.answersTo(region, id))
                .findFirst()
                .orElseThrow(SecretErrors::notFound);
    }

    private static ObjectNode identity(Secret secret, String region) {
        return JsonProtocol.object().put("ARN", secret.arn(region)).put("Name", secret.name());
    }

    private static Optional<String> text(ObjectNode input, String name) {
        return Optional.ofNullable(input.get(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static String required(ObjectNode input, String name) {
        return text(input, name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> SecretErrors.invalidParameter("Invalid " + name + ". It must not be empty."));
    }

    private static void only(ObjectNode input, String... names) {
        Set<String> known = Set.of(names);
        for (Iterator<String> fields = input.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!known.contains(field)) {
                throw SecretErrors.invalidParameter("The parameter " + field + " is not simulated");
            }
        }
    }
}
