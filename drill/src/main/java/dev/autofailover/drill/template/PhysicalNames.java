// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.template;

/** The names, ARNs and URLs that AWS would give to a stack's resources; here they follow from the stack's name alone. */
final class PhysicalNames {
    /** A resource as the template declares it. */
    record Declared(String logicalId, String type) {}

    private final Stack.Target target;

    PhysicalNames(Stack.Target target) {
        this.target = target;
    }

    String pseudoParameter(String name) {
        return switch (name) {
            case "AWS::Region" -> target.region();
            case "AWS::AccountId" -> target.account();
            case "AWS::Partition" -> "aws";
            case "AWS::StackName" -> target.name();
            default -> throw new IllegalArgumentException("pseudo parameter not known here: " + name);
        };
    }

    /** What {@code !Ref} gives (CloudFormation's "return values" of each type). */
    String reference(Declared resource) {
        return switch (resource.type()) {
            case "AWS::SNS::Topic" -> arn("sns", physical(resource));
            case "AWS::SQS::Queue" ->
                "https://sqs." + target.region() + ".amazonaws.com/" + target.account() + "/" + physical(resource);
            case "AWS::IAM::ManagedPolicy" -> "arn:aws:iam::" + target.account() + ":policy/" + physical(resource);
            default -> physical(resource);
        };
    }

    String attribute(Declared resource, String attribute) {
        return switch (resource.type() + "." + attribute) {
            case "AWS::SQS::Queue.Arn" -> arn("sqs", physical(resource));
            case "AWS::SQS::Queue.QueueName" -> physical(resource);
            case "AWS::DynamoDB::Table.Arn", "AWS::DynamoDB::GlobalTable.Arn" ->
                arn("dynamodb", "table/" + physical(resource));
            case "AWS::Logs::LogGroup.Arn" -> arn("logs", "log-group:" + physical(resource) + ":*");
            case "AWS::IAM::Role.Arn" -> "arn:aws:iam::" + target.account() + ":role/" + physical(resource);
            case "AWS::Serverless::Function.Arn" -> arn("lambda", "function:" + physical(resource));
            default ->
                throw new IllegalArgumentException("attribute not known here: " + resource.logicalId() + "." + attribute
                        + " of " + resource.type());
        };
    }

    private String physical(Declared resource) {
        return target.name() + "-" + resource.logicalId();
    }

    private String arn(String service, String rest) {
        return "arn:aws:" + service + ":" + target.region() + ":" + target.account() + ":" + rest;
    }
}
