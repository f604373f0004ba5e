// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.Deliveries;
import dev.autofailover.simulated.Input;
import dev.autofailover.simulated.JsonOperations;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.SimulatedService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** SQS: standard queues. */
public final class SimulatedSqs implements SimulatedService {
    private final SimulatedAws aws;
    private final Map<String, Queue> queues = new ConcurrentHashMap<>();
    private final JsonOperations operations = new JsonOperations(new JsonProtocol("1.0"), "InvalidParameterValue");

    /** No queues yet; they take what other services of {@code aws} deliver to them. */
    public SimulatedSqs(SimulatedAws aws) {
        this.aws = aws;
        aws.deliveries().receive("sqs", this::deliver);
        Reception reception = new Reception(this, aws.time());
        operations
                .on("CreateQueue", "QueueName Attributes tags", this::create)
                .on("GetQueueUrl", "QueueName QueueOwnerAWSAccountId", this::url)
                .on("ListQueues", "QueueNamePrefix", this::list)
                .on("DeleteQueue", "QueueUrl", this::delete)
                .on("PurgeQueue", "QueueUrl", this::purge)
                .on("GetQueueAttributes", "QueueUrl AttributeNames", this::attributes)
                .on("SetQueueAttributes", "QueueUrl Attributes", this::setAttributes)
                .on("SendMessage", "QueueUrl MessageBody MessageAttributes DelaySeconds", this::send)
                .on(
                        "ReceiveMessage",
                        "QueueUrl MaxNumberOfMessages VisibilityTimeout WaitTimeSeconds AttributeNames"
                                + " MessageSystemAttributeNames MessageAttributeNames",
                        reception::receive)
                .on("DeleteMessage", "QueueUrl ReceiptHandle", reception::delete)
                .on("ChangeMessageVisibility", "QueueUrl ReceiptHandle VisibilityTimeout", reception::hide);
    }

    /** The bodies of the messages in the queue with this ARN, received or not: for who watches. */
    public List<String> bodies(String arn) {
        return queue(arn).bodies();
    }

    private void deliver(Deliveries.Parcel parcel) {
        ObjectNode attributes = JsonProtocol.object();
        parcel.attributes()
                .forEach((name, value) ->
                        attributes.putObject(name).put("DataType", "String").put("StringValue", value));
        queue(parcel.to()).send(new String(parcel.payload(), StandardCharsets.UTF_8), attributes, Duration.ZERO);
    }

    /** The queue that a request names by its URL, of whichever host. */
    Queue queue(String region, Input input) {
        String url = input.text("QueueUrl");
        return queue(new Arn("sqs", region, url.substring(url.lastIndexOf('/') + 1)).toString());
    }

    private Queue queue(String arn) {
        Queue queue = queues.get(arn);
        if (queue == null) {
            throw new AwsError(400, "QueueDoesNotExist", "The specified queue does not exist.");
        }
        return queue;
    }

    private JsonNode create(String region, Input input) {
        String name = input.text("QueueName");
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw input.refused("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        Map<String, String> attributes = new HashMap<>();
        input.within("Attributes")
                .json()
                .properties()
                .forEach(attribute ->
                        attributes.put(attribute.getKey(), attribute.getValue().asText()));
        Queue made = new Queue(name, region, aws);
        made.set(attributes);
        Queue queue = queues.computeIfAbsent(made.arn(), arn -> made);
        if (!queue.attributes().entrySet().containsAll(attributes.entrySet())) {
            throw new AwsError(
                    400, "QueueNameExists", "A queue already exists with the same name and a different value");
        }
        return JsonProtocol.object().put("QueueUrl", queue.url());
    }

    private JsonNode url(String region, Input input) {
        String arn = new Arn("sqs", region, input.text("QueueName")).toString();
        return JsonProtocol.object().put("QueueUrl", queue(arn).url());
    }

    private JsonNode list(String region, Input input) {
        ObjectNode output = JsonProtocol.object();
        String start =
                new Arn("sqs", region, input.optionalText("QueueNamePrefix").orElse("")).toString();
        List<String> urls = queues.values().stream()
                .filter(queue -> queue.arn().startsWith(start))
                .map(Queue::url)
                .sorted()
                .toList();
        urls.forEach(output.putArray("QueueUrls")::add);
        return output;
    }

    private JsonNode delete(String region, Input input) {
        queues.remove(queue(region, input).arn());
        return JsonProtocol.object();
    }

    private JsonNode purge(String region, Input input) {
        queue(region, input).purge();
        return JsonProtocol.object();
    }

    private JsonNode attributes(String region, Input input) {
        Map<String, String> all = queue(region, input).attributes();
        List<String> wanted = input.texts("AttributeNames");
        ObjectNode output = JsonProtocol.object();
        ObjectNode attributes = output.putObject("Attributes");
        all.forEach((name, value) -> {
            if (wanted.contains("All") || wanted.contains(name)) {
                attributes.put(name, value);
            }
        });
        return output;
    }

    private JsonNode setAttributes(String region, Input input) {
        Map<String, String> changes = new LinkedHashMap<>();
        input.object("Attributes")
                .properties()
                .forEach(attribute ->
                        changes.put(attribute.getKey(), attribute.getValue().asText()));
        queue(region, input).set(changes);
        return JsonProtocol.object();
    }

    private JsonNode send(String region, Input input) {
        Queue queue = queue(region, input);
        ObjectNode attributes = input.within("MessageAttributes").json();
        String body = input.text("MessageBody");
        int delay = input.number("DelaySeconds").orElseGet(() -> queue.seconds("DelaySeconds"));
        ObjectNode output = JsonProtocol.object()
                .put("MessageId", queue.send(body, attributes, Duration.ofSeconds(delay)))
                .put("MD5OfMessageBody", Message.md5(body));
        if (!attributes.isEmpty()) {
            output.put("MD5OfMessageAttributes", Message.md5(attributes));
        }
        return output;
    }

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public String operation(Call call) {
        return operations.operation(call);
    }

    @Override
    public boolean takesTime(Call call) {
        return call.headers().getOrDefault("x-amz-target", List.of()).contains("AmazonSQS.ReceiveMessage");
    }

    @Override
    public Answer answer(Call call) {
        return operations.answer(call);
    }

    @Override
    public Answer answer(AwsError error) {
        Answer answer = operations.answer(error);
        if (!"QueueDoesNotExist".equals(error.code())) {
            return answer;
        }
        // Clients of the older protocol know this one error by another code.
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender");
        return new Answer(answer.status(), headers, answer.body());
    }

    @Override
    public AwsError throttled() {
        return new AwsError(400, "RequestThrottled", "Rate exceeded");
    }
}
