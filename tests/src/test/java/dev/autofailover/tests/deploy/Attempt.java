// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Something that a role may or may not do.
 *
 * @param what the action, and on what
 */
record Attempt(String what, Consumer<As> call) {
    private static final Map<String, AttributeValue> KEY =
            Map.of("pk", AttributeValue.fromS("probe"), "sk", AttributeValue.fromS("probe"));
    private static final String ZONE = "Z0123456789EXAMPLE";
    private static final Change NEW_RECORD = Change.builder()
            .action(ChangeAction.CREATE)
            .resourceRecordSet(set -> set.name("x.example.com")
                    .type("TXT")
                    .ttl(5L)
                    .resourceRecords(ResourceRecord.builder().value("\"x\"").build()))
            .build();
    private static final String SITE = Deployment.SITES.getFirst().region();
    private static final String HOME = Deployment.CONTROL.region();

    /** The deployment, called with a role's credentials. */
    record As(Deployment deployment, AwsCredentials role) {
        DynamoDbClient dynamoDb() {
            return deployment.aws.client(DynamoDbClient.builder(), HOME, role);
        }

        RdsClient rds() {
            return deployment.aws.client(RdsClient.builder(), SITE, role);
        }

        Route53Client route53() {
            return deployment.aws.client(Route53Client.builder(), "us-east-1", role);
        }

        CloudWatchClient cloudWatch() {
            return deployment.aws.client(CloudWatchClient.builder(), SITE, role);
        }

        EventBridgeClient events() {
            return deployment.aws.client(EventBridgeClient.builder(), HOME, role);
        }

        void publish(String topic) {
            deployment
                    .aws
                    .client(SnsClient.builder(), HOME, role)
                    .publish(publish -> publish.topicArn(deployment.resource(Deployment.CONTROL, topic))
                            .message("an attempt"));
        }

        SqsClient sqs() {
            return deployment.aws.client(SqsClient.builder(), HOME, role);
        }

        String kept() {
            return deployment.resource(Deployment.CONTROL, "DeadLetters");
        }

        void invoke(String function) {
            deployment
                    .aws
                    .client(LambdaClient.builder(), SITE, role)
                    .invoke(invoke -> invoke.functionName(deployment.resource(Deployment.SITES.getFirst(), function))
                            .qualifier("live")
                            .payload(SdkBytes.fromUtf8String("{}")));
        }

        String table() {
            return deployment.resource(Deployment.CONTROL, "Table");
        }
    }

    /** Whether IAM let it pass; what comes of it then is another matter. */
    boolean isAllowed(As role) {
        try {
            call.accept(role);
            return true;
        } catch (AwsServiceException refused) {
            // MiniStack's refusals in CBOR have no code that the SDK finds.
            Optional<String> code =
                    Optional.ofNullable(refused.awsErrorDetails().errorCode());
            return refused.statusCode() != 403 && !code.orElse("").startsWith("AccessDenied");
        }
    }

    /** What some function may, and what none may. */
    static List<Attempt> all() {
        return List.of(
                new Attempt("publish a vote", as -> as.publish("VotesTopic")),
                new Attempt("publish a notification", as -> as.publish("NotificationsTopic")),
                new Attempt("publish in an alarm's name", as -> as.publish("AlarmsTopic")),
                new Attempt(
                        "keep what could not be handled",
                        as -> as.sqs()
                                .sendMessage(send -> send.queueUrl(as.kept()).messageBody("an attempt"))),
                new Attempt("take what is kept", as -> as.sqs().receiveMessage(receive -> receive.queueUrl(as.kept()))),
                new Attempt("throw away what is kept", as -> as.sqs().purgeQueue(purge -> purge.queueUrl(as.kept()))),
                new Attempt(
                        "query plans",
                        as -> as.dynamoDb()
                                .query(query -> query.tableName(as.table())
                                        .keyConditionExpression("pk = :pk")
                                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("PLANS"))))),
                new Attempt(
                        "read a record",
                        as -> as.dynamoDb()
                                .getItem(get -> get.tableName(as.table()).key(KEY))),
                new Attempt(
                        "write a record",
                        as -> as.dynamoDb()
                                .putItem(put -> put.tableName(as.table()).item(KEY))),
                new Attempt(
                        "change a record",
                        as -> as.dynamoDb()
                                .updateItem(
                                        update -> update.tableName(as.table()).key(KEY))),
                new Attempt(
                        "delete a record",
                        as -> as.dynamoDb()
                                .deleteItem(
                                        delete -> delete.tableName(as.table()).key(KEY))),
                new Attempt("delete the table", as -> as.dynamoDb().deleteTable(each -> each.tableName(as.table()))),
                new Attempt(
                        "describe another table",
                        as -> as.dynamoDb().describeTable(each -> each.tableName("sessions"))),
                new Attempt(
                        "update another table's item",
                        as -> as.dynamoDb()
                                .updateItem(
                                        update -> update.tableName("sessions").key(KEY))),
                new Attempt(
                        "describe a database",
                        as -> as.rds().describeDBInstances(each -> each.dbInstanceIdentifier("orders"))),
                new Attempt(
                        "modify a database",
                        as -> as.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("orders"))),
                new Attempt(
                        "reboot a database",
                        as -> as.rds().rebootDBInstance(each -> each.dbInstanceIdentifier("orders"))),
                new Attempt(
                        "promote a replica",
                        as -> as.rds().promoteReadReplica(each -> each.dbInstanceIdentifier("orders"))),
                new Attempt(
                        "delete a database",
                        as -> as.rds().deleteDBInstance(each -> each.dbInstanceIdentifier("orders"))),
                new Attempt("list records", as -> as.route53().listResourceRecordSets(list -> list.hostedZoneId(ZONE))),
                new Attempt(
                        "change records",
                        as -> as.route53()
                                .changeResourceRecordSets(change ->
                                        change.hostedZoneId(ZONE).changeBatch(batch -> batch.changes(NEW_RECORD)))),
                new Attempt("see a change of records", as -> as.route53().getChange(get -> get.id("C0123456789"))),
                new Attempt("delete a zone", as -> as.route53().deleteHostedZone(each -> each.id(ZONE))),
                new Attempt("look at alarms", as -> as.cloudWatch().describeAlarms()),
                new Attempt(
                        "set an alarm",
                        as -> as.cloudWatch()
                                .setAlarmState(set ->
                                        set.alarmName("x").stateValue("OK").stateReason("x"))),
                new Attempt("ask a checker", as -> as.invoke("DatabaseHealthChecker")),
                new Attempt("invoke another function", as -> as.invoke("CloudWatchAlarmResponder")),
                new Attempt(
                        "read a secret",
                        as -> as.deployment()
                                .aws
                                .client(SecretsManagerClient.builder(), SITE, as.role())
                                .getSecretValue(get -> get.secretId("orders-checker"))),
                new Attempt(
                        "tell the bus",
                        as -> as.events()
                                .putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                                        .source("autofailover")
                                        .detailType("x")
                                        .detail("{}")
                                        .build()))),
                new Attempt(
                        "make a rule",
                        as -> as.events().putRule(rule -> rule.name("x").scheduleExpression("rate(1 minute)"))),
                new Attempt(
                        "list roles",
                        as -> as.deployment()
                                .aws
                                .client(IamClient.builder(), "us-east-1", as.role())
                                .listRoles()),
                new Attempt(
                        "become the orchestrator",
                        as -> as.deployment()
                                .aws
                                .client(StsClient.builder(), HOME, as.role())
                                .assumeRole(assume -> assume.roleArn("arn:aws:iam::" + MiniStack.ACCOUNT + ":role/"
                                                + as.deployment()
                                                        .resource(Deployment.CONTROL, "FailoverOrchestratorRole"))
                                        .roleSessionName("attempt"))));
    }
}
