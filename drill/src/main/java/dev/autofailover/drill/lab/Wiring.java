// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.drill.template.Stack.Resource;
import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds in a simulated Region what a stack declares, through the API of AWS as CloudFormation would: topics, queues, the table,
 * rules, schedules and subscriptions. A resource type that is not known here is refused by name, so nothing of the template goes
 * undrilled unseen.
 */
public final class Wiring {
    /**
     * What changes nothing that can be drilled here: names for logs, what people look at, networks of AWS, and permissions, which the
     * simulator does not enforce.
     */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::Lambda::Permission",
            "AWS::Logs::LogGroup",
            "AWS::IAM::Role",
            "AWS::IAM::ManagedPolicy",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::VPCEndpoint",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard");

    private final Stack stack;
    private final Functions functions;
    private final EventSubscriptions subscriptions;
    private final SnsClient sns;
    private final SqsClient sqs;
    private final DynamoDbClient dynamodb;
    private final EventBridgeClient events;
    private final SchedulerClient scheduler;

    /** Deploys a function's handler. */
    public interface Functions {
        /** The ARN of the function that {@code declared} describes, running from now on. */
        String deploy(Resource declared);
    }

    /** Subscribes a topic to the RDS events of this Region. */
    public interface EventSubscriptions {
        /** Every event of that source type from now on. */
        void subscribe(String name, String topicArn, String sourceType);
    }

    /**
     * Prepares to build {@code stack}; nothing is built yet.
     *
     * @param administrator the world as whoever builds sees it
     */
    public Wiring(Stack stack, Surroundings administrator, Functions functions, EventSubscriptions subscriptions) {
        this.stack = stack;
        this.functions = functions;
        this.subscriptions = subscriptions;
        AwsClients clients = new AwsClients(administrator);
        Region region = Region.of(stack.region());
        sns = clients.client(SnsClient.builder(), region, CallLimits.CONTROL);
        sqs = clients.client(SqsClient.builder(), region, CallLimits.CONTROL);
        dynamodb = clients.client(DynamoDbClient.builder(), region, CallLimits.CONTROL);
        events = clients.client(EventBridgeClient.builder(), region, CallLimits.CONTROL);
        scheduler = clients.client(SchedulerClient.builder(), region, CallLimits.CONTROL);
    }

    /** Builds everything but the schedules, which begin to fire as soon as they are there. */
    public void build() {
        stack.resources().forEach(this::passive);
        stack.ofType("AWS::RDS::EventSubscription")
                .forEach(each -> subscriptions.subscribe(
                        each.logicalId(), text(each, "/SnsTopicArn"), text(each, "/SourceType")));
        Map<String, String> arns = new HashMap<>();
        // As SAM does it: where a function has an alias, every trigger invokes that and not the newest code.
        stack.ofType("AWS::Serverless::Function")
                .forEach(each -> arns.put(
                        each.logicalId(), functions.deploy(each) + new DeclaredFunction(stack, each).qualifier()));
        arns.forEach((logicalId, arn) ->
                events(logicalId).forEach((name, event) -> listen(arn, stack.name() + "-" + logicalId + name, event)));
    }

    /** Starts the schedules; each fires at once, then every period. */
    public void start() {
        for (Resource function : stack.ofType("AWS::Serverless::Function")) {
            DeclaredFunction declared = new DeclaredFunction(stack, function);
            String arn = "arn:aws:lambda:" + stack.region() + ":" + LabAccount.ID + ":function:" + declared.name()
                    + declared.qualifier();
            events(function.logicalId()).forEach((name, event) -> {
                boolean rests = event.at("/Properties/State").asText().equals("DISABLED");
                if (event.path("Type").asText().equals("ScheduleV2") && !rests) {
                    schedule(arn, function.logicalId() + name, event.path("Properties"));
                }
            });
        }
    }

    private void passive(Resource resource) {
        switch (resource.type()) {
            case "AWS::SNS::Topic" -> sns.createTopic(topic -> topic.name(physical(resource)));
            case "AWS::SQS::Queue" -> sqs.createQueue(queue -> queue.queueName(physical(resource)));
            // The other Regions of a global table are not played.
            case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" -> table(resource);
            case "AWS::RDS::EventSubscription", "AWS::Serverless::Function" -> {}
            default -> {
                if (!WITHOUT_EFFECT.contains(resource.type())) {
                    throw new IllegalStateException("the lab can't build " + resource.type() + " ("
                            + resource.logicalId() + "): teach it, or name it as without effect");
                }
            }
        }
    }

    private void table(Resource resource) {
        dynamodb.createTable(table -> table.tableName(physical(resource))
                .billingMode(text(resource, "/BillingMode"))
                .attributeDefinitions(resource.properties()
                        .path("AttributeDefinitions")
                        .valueStream()
                        .map(each -> AttributeDefinition.builder()
                                .attributeName(each.path("AttributeName").asText())
                                .attributeType(each.path("AttributeType").asText())
                                .build())
                        .toList())
                .keySchema(resource.properties()
                        .path("KeySchema")
                        .valueStream()
                        .map(each -> KeySchemaElement.builder()
                                .attributeName(each.path("AttributeName").asText())
                                .keyType(each.path("KeyType").asText())
                                .build())
                        .toList()));
        if (resource.properties().has("TimeToLiveSpecification")) {
            dynamodb.updateTimeToLive(ttl -> ttl.tableName(physical(resource))
                    .timeToLiveSpecification(spec -> spec.enabled(true)
                            .attributeName(text(resource, "/TimeToLiveSpecification/AttributeName"))));
        }
    }

    private void listen(String functionArn, String ruleName, JsonNode event) {
        JsonNode properties = event.path("Properties");
        switch (event.path("Type").asText()) {
            case "SNS" ->
                sns.subscribe(subscription -> subscription
                        .topicArn(properties.path("Topic").asText())
                        .protocol("lambda")
                        .endpoint(functionArn)
                        .attributes(Map.of(
                                "RedrivePolicy",
                                properties.path("RedrivePolicy").toString())));
            case "EventBridgeRule" -> rule(functionArn, ruleName, properties);
            case "ScheduleV2" -> {}
            default ->
                throw new IllegalStateException(
                        "the lab knows no event source " + event.path("Type").asText());
        }
    }

    private void rule(String functionArn, String name, JsonNode properties) {
        JsonNode retry = properties.path("RetryPolicy");
        events.putRule(
                rule -> rule.name(name).eventPattern(properties.path("Pattern").toString()));
        events.putTargets(targets -> targets.rule(name)
                .targets(Target.builder()
                        .id("function")
                        .arn(functionArn)
                        .retryPolicy(policy -> policy.maximumRetryAttempts(
                                        retry.path("MaximumRetryAttempts").asInt())
                                .maximumEventAgeInSeconds(
                                        retry.path("MaximumEventAgeInSeconds").asInt()))
                        .deadLetterConfig(letters -> letters.arn(
                                properties.at("/DeadLetterConfig/Arn").asText()))
                        .build()));
    }

    private void schedule(String functionArn, String name, JsonNode properties) {
        JsonNode retry = properties.path("RetryPolicy");
        scheduler.createSchedule(schedule -> schedule.name(stack.name() + "-" + name)
                .scheduleExpression(properties.path("ScheduleExpression").asText())
                .flexibleTimeWindow(window ->
                        window.mode(properties.at("/FlexibleTimeWindow/Mode").asText()))
                .target(target -> target.arn(functionArn)
                        .roleArn("arn:aws:iam::" + LabAccount.ID + ":role/" + name)
                        .input(properties.path("Input").asText())
                        .retryPolicy(policy -> policy.maximumRetryAttempts(
                                        retry.path("MaximumRetryAttempts").asInt())
                                .maximumEventAgeInSeconds(
                                        retry.path("MaximumEventAgeInSeconds").asInt()))));
    }

    private Map<String, JsonNode> events(String logicalId) {
        Map<String, JsonNode> events = new HashMap<>();
        stack.find(logicalId)
                .orElseThrow()
                .properties()
                .path("Events")
                .properties()
                .forEach(entry -> events.put(entry.getKey(), entry.getValue()));
        return events;
    }

    private String physical(Resource resource) {
        return stack.name() + "-" + resource.logicalId();
    }

    private static String text(Resource resource, String pointer) {
        return resource.properties().at(pointer).asText();
    }
}
