# SPDX-License-Identifier: Apache-2.0
"""The same kind of work in Python: an SNS event, one read of DynamoDB, one message to SNS, one line of log."""
import json
import logging
import os

import boto3

log = logging.getLogger()
log.setLevel(logging.INFO)
dynamodb = boto3.client("dynamodb")
sns = boto3.client("sns")


def handler(event, context):
    message = json.loads(event["Records"][0]["Sns"]["Message"])
    dynamodb.get_item(TableName=os.environ["TABLE"], Key={"pk": {"S": "PLANS"}, "sk": {"S": "orders"}}, ConsistentRead=True)
    sns.publish(TopicArn=os.environ["VOTES_TOPIC"], Message=json.dumps({"heard": message}))
    log.info("published %s", message.get("Event ID", ""))
    return {"votes": 1}
