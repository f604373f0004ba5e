// SPDX-License-Identifier: Apache-2.0
package software.amazon.awssdk.regions;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.servicemetadata.DynamodbServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EventsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.LambdaServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.MonitoringServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.RdsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.Route53ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SecretsmanagerServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SnsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SqsServiceMetadata;

/**
 * In the functions' jars this stands in for the SDK's class of the same name, which makes the tables of all 300 services before it gives out
 * the one that a client asks for. The tables are the SDK's own, of those services that the functions call; of any other the SDK
 * takes the usual names, as it does of one that it does not know.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
    @Override
    public @Nullable ServiceMetadata serviceMetadata(String endpointPrefix) {
        return switch (endpointPrefix) {
            case "dynamodb" -> new DynamodbServiceMetadata();
            case "events" -> new EventsServiceMetadata();
            case "lambda" -> new LambdaServiceMetadata();
            case "monitoring" -> new MonitoringServiceMetadata();
            case "rds" -> new RdsServiceMetadata();
            case "route53" -> new Route53ServiceMetadata();
            case "secretsmanager" -> new SecretsmanagerServiceMetadata();
            case "sns" -> new SnsServiceMetadata();
            case "sqs" -> new SqsServiceMetadata();
            default -> null;
        };
    }
}
