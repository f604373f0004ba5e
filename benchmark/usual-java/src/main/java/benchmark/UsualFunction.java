// SPDX-License-Identifier: Apache-2.0
package benchmark;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.SnsClient;

/** What most Lambda functions in Java look like: a typed handler, Jackson, Log4j, and clients as the SDK makes them. */
public class UsualFunction implements RequestHandler<SNSEvent, Map<String, Integer>> {
    private static final Logger LOG = LoggerFactory.getLogger(UsualFunction.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final SnsClient sns = SnsClient.create();

    @Override
    public Map<String, Integer> handleRequest(SNSEvent event, Context context) {
        try {
            Map<?, ?> message = JSON.readValue(event.getRecords().get(0).getSNS().getMessage(), Map.class);
            dynamoDb.getItem(get -> get.tableName(System.getenv("TABLE"))
                    .consistentRead(true)
                    .key(Map.of("pk", AttributeValue.fromS("PLANS"), "sk", AttributeValue.fromS("orders"))));
            String said = JSON.writeValueAsString(Map.of("heard", message));
            sns.publish(publish -> publish.topicArn(System.getenv("VOTES_TOPIC")).message(said));
            LOG.info("published {}", message.get("Event ID"));
            return Map.of("votes", 1);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
