// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables of all Regions: creating, describing and deleting them. */
final class Tables {
    private final SimulatedTime time;
    private final Map<String, Map<String, Table>> byRegion = new TreeMap<>();

    Tables(SimulatedTime time) {
        this.time = time;
    }

    /** The table that the request names, by its name or its ARN. */
    Table table(String region, Input input) {
        String name = input.text("TableName");
        return table(region, name);
    }

    Table table(String region, String nameOrArn) {
        String name = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
        Table table = in(region).get(name);
        if (table == null) {
            throw new AwsError(
                    400, "ResourceNotFoundException", "Requested resource not found: Table: " + name + " not found");
        }
        return table;
    }

    JsonNode create(String region, Input input) {
        TableDefinition definition = TableDefinition.of(region, input, time.instant());
        if (!"PAY_PER_REQUEST".equals(input.optionalText("BillingMode").orElse("PROVISIONED"))) {
            throw input.refused("Not simulated: BillingMode other than PAY_PER_REQUEST");
        }
        Table table = new Table(definition);
        table.deletionProtected(input.flag("DeletionProtectionEnabled"));
        if (in(region).putIfAbsent(definition.name(), table) != null) {
            throw new AwsError(400, "ResourceInUseException", "Table already exists: " + definition.name());
        }
        return JsonProtocol.object().set("TableDescription", described(table));
    }

    JsonNode describe(String region, Input input) {
        return JsonProtocol.object().set("Table", described(table(region, input)));
    }

    JsonNode delete(String region, Input input) {
        Table table = table(region, input);
        if (table.deletionProtected()) {
            throw input.refused("Resource cannot be deleted as it is currently protected against deletion.");
        }
        in(region).remove(table.definition().name());
        return JsonProtocol.object().set("TableDescription", described(table).put("TableStatus", "DELETING"));
    }

    JsonNode list(String region, Input input) {
        ObjectNode output = JsonProtocol.object();
        in(region).keySet().forEach(output.putArray("TableNames")::add);
        return output;
    }

    JsonNode updateExpiry(String region, Input input) {
        Table table = table(region, input);
        Input wanted = input.within("TimeToLiveSpecification");
        Optional<String> attribute =
                wanted.flag("Enabled") ? Optional.of(wanted.text("AttributeName")) : Optional.empty();
        if (table.expiry().equals(attribute)) {
            throw input.refused("TimeToLive is already " + (attribute.isPresent() ? "enabled" : "disabled"));
        }
        table.expireBy(attribute);
        return JsonProtocol.object().set("TimeToLiveSpecification", wanted.json());
    }

    JsonNode describeExpiry(String region, Input input) {
        Table table = table(region, input);
        ObjectNode description = JsonProtocol.object();
        description.put("TimeToLiveStatus", table.expiry().isPresent() ? "ENABLED" : "DISABLED");
        table.expiry().ifPresent(attribute -> description.put("AttributeName", attribute));
        return JsonProtocol.object().set("TimeToLiveDescription", description);
    }

    JsonNode updateBackups(String region, Input input) {
        table(region, input)
                .recoverable(input.within("PointInTimeRecoverySpecification").flag("PointInTimeRecoveryEnabled"));
        return describeBackups(region, input);
    }

    JsonNode describeBackups(String region, Input input) {
        ObjectNode description = JsonProtocol.object().put("ContinuousBackupsStatus", "ENABLED");
        description
                .putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", table(region, input).recoverable() ? "ENABLED" : "DISABLED");
        return JsonProtocol.object().set("ContinuousBackupsDescription", description);
    }

    private static ObjectNode described(Table table) {
        return table.definition().described(table.size(), table.deletionProtected());
    }

    private Map<String, Table> in(String region) {
        return byRegion.computeIfAbsent(region, key -> new TreeMap<>());
    }
}
