// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.JsonOperations;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedService;
import dev.autofailover.simulated.SimulatedTime;

/**
 * DynamoDB: on-demand tables without indexes, single items, batches, queries and scans. Transactions are refused, because a strongly
 * consistent table in several Regions has none.
 */
public final class SimulatedDynamoDb implements SimulatedService {
    private static final String EXPRESSION = " ExpressionAttributeNames ExpressionAttributeValues";
    private static final String CONDITION =
            EXPRESSION + " ConditionExpression ReturnValues ReturnValuesOnConditionCheckFailure";
    private static final String PAGE = EXPRESSION
            + " TableName FilterExpression ProjectionExpression Select Limit ExclusiveStartKey ConsistentRead";

    private final JsonOperations operations = new JsonOperations(new JsonProtocol("1.0"), "ValidationException");

    /** No tables yet, in any Region. */
    public SimulatedDynamoDb(SimulatedTime time) {
        Tables tables = new Tables(time);
        Items items = new Items(tables, time);
        Pages pages = new Pages(tables, time);
        operations
                .on(
                        "CreateTable",
                        "TableName KeySchema AttributeDefinitions BillingMode DeletionProtectionEnabled SSESpecification"
                                + " Tags TableClass",
                        tables::create)
                .on("DescribeTable", "TableName", tables::describe)
                .on("DeleteTable", "TableName", tables::delete)
                .on("ListTables", "Limit", tables::list)
                .on("UpdateTimeToLive", "TableName TimeToLiveSpecification", tables::updateExpiry)
                .on("DescribeTimeToLive", "TableName", tables::describeExpiry)
                .on("UpdateContinuousBackups", "TableName PointInTimeRecoverySpecification", tables::updateBackups)
                .on("DescribeContinuousBackups", "TableName", tables::describeBackups)
                .on("GetItem", "TableName Key ConsistentRead ProjectionExpression ExpressionAttributeNames", items::get)
                .on("PutItem", "TableName Item" + CONDITION, items::put)
                .on("DeleteItem", "TableName Key" + CONDITION, items::delete)
                .on("UpdateItem", "TableName Key UpdateExpression" + CONDITION, items::update)
                .on("BatchWriteItem", "RequestItems", items::writeBatch)
                .on("Query", "KeyConditionExpression ScanIndexForward" + PAGE, pages::query)
                .on("Scan", PAGE.strip(), pages::scan);
    }

    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public String operation(Call call) {
        return operations.operation(call);
    }

    @Override
    public synchronized Answer answer(Call call) {
        return operations.answer(call);
    }

    @Override
    public Answer answer(AwsError error) {
        return operations.answer(error);
    }

    @Override
    public AwsError throttled() {
        return new AwsError(
                400,
                "ProvisionedThroughputExceededException",
                "The level of configured provisioned throughput for the table was exceeded."
                        + " Consider increasing your provisioning level with the UpdateTable API.");
    }
}
