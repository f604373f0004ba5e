// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What there is, of every kind that the template makes. SAM's own bucket for packages is SAM's. */
record Remains(MiniStack aws) {
    private static final Pattern LOG_GROUP = Pattern.compile("\"logGroupName\": ?\"([^\"]+)\"");
    private static final Pattern ROLE = Pattern.compile("<RoleName>([^<]+)</RoleName>");

    List<String> in(String region) {
        List<String> all = new ArrayList<>();
        aws.client(DynamoDbClient.builder(), region)
                .listTables()
                .tableNames()
                .forEach(name -> all.add("table " + name));
        aws.client(LambdaClient.builder(), region)
                .listFunctions()
                .functions()
                .forEach(function -> all.add("function " + function.functionName()));
        SnsClient sns = aws.client(SnsClient.builder(), region);
        sns.listTopics().topics().forEach(topic -> all.add("topic " + topic.topicArn()));
        sns.listSubscriptions().subscriptions().forEach(each -> all.add("subscription " + each.subscriptionArn()));
        aws.client(SqsClient.builder(), region).listQueues().queueUrls().forEach(url -> all.add("queue " + url));
        aws.client(EventBridgeClient.builder(), region)
                .listRules(list -> {})
                .rules()
                .forEach(rule -> all.add("rule " + rule.name()));
        aws.client(SchedulerClient.builder(), region)
                .listSchedules(list -> {})
                .schedules()
                .forEach(schedule -> all.add("schedule " + schedule.name()));
        CloudWatchClient cloudWatch = aws.client(CloudWatchClient.builder(), region);
        cloudWatch.describeAlarms().metricAlarms().forEach(alarm -> all.add("alarm " + alarm.alarmName()));
        cloudWatch
                .listDashboards(list -> {})
                .dashboardEntries()
                .forEach(dashboard -> all.add("dashboard " + dashboard.dashboardName()));
        names(LOG_GROUP, aws.list("logs", region, "Logs_20140328.DescribeLogGroups", "{}")).stream()
                // A checker in the middle of its minute says its last words into a log group that was deleted before.
                .filter(name -> !name.endsWith("HealthCheckerLogs"))
                .forEach(name -> all.add("log group " + name));
        return all;
    }

    /** In IAM, which knows no Regions. */
    List<String> roles() {
        return names(ROLE, aws.list("iam", "us-east-1", "", "Action=ListRoles&Version=2010-05-08"));
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
