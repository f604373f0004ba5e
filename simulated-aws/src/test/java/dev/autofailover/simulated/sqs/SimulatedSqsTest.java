// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SimulatedSqsTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimulatedAws aws = new SimulatedAws(time);
    private final SimulatedSqs service = new SimulatedSqs(aws);
    private final SqsClient sqs = Clients.of(SqsClient.builder(), aws.with(service), "eu-west-1");
    private final String url =
            sqs.createQueue(queue -> queue.queueName("letters")).queueUrl();

    @Test
    void aMessageIsReceivedAsItWasSentAndGoneWhenDeleted() {
        sqs.sendMessage(send -> send.queueUrl(url)
                .messageBody("dear \u00e9\u20ac")
                .messageAttributes(Map.of(
                        "ErrorCode",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("200")
                                .build())));
        Message message = receive().getFirst();
        assertThat(message.body()).isEqualTo("dear \u00e9\u20ac");
        assertThat(message.messageAttributes()).containsOnlyKeys("ErrorCode");
        assertThat(message.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "1");
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
        time.advance(Duration.ofMinutes(1));
        assertThat(receive()).isEmpty();
    }

    @Test
    void aReceivedMessageIsHiddenUntilItsTimeIsOver() {
        send("a");
        assertThat(receive()).hasSize(1);
        assertThat(receive()).isEmpty();
        assertThat(attributes())
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "1");
        time.advance(Duration.ofSeconds(31));
        assertThat(receive()).hasSize(1);
    }

    @Test
    void aReceivedMessageCanBeGivenBack() {
        send("a");
        String receipt = receive().getFirst().receiptHandle();
        sqs.changeMessageVisibility(
                change -> change.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0));
        assertThat(receive()).hasSize(1);
    }

    @Test
    void aLongPollWaitsForAMessage() {
        time.after(Duration.ofSeconds(1), () -> send("late"));
        List<Message> received = sqs.receiveMessage(
                        receive -> receive.queueUrl(url).waitTimeSeconds(1).maxNumberOfMessages(10))
                .messages();
        assertThat(received).extracting(Message::body).containsExactly("late");
    }

    @Test
    void aPurgedQueueIsEmpty() {
        send("a");
        send("b");
        assertThat(service.bodies("arn:aws:sqs:eu-west-1:111122223333:letters")).containsExactly("a", "b");
        sqs.purgeQueue(purge -> purge.queueUrl(url));
        assertThat(attributes()).containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> send("x".repeat(1024 * 1024 + 1))).hasMessageContaining("must be shorter");
        assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("nowhere")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() -> sqs.createQueue(
                        queue -> queue.queueName("a").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true"))))
                .hasMessageContaining("not simulated");
        assertThatThrownBy(() -> sqs.listDeadLetterSourceQueues(list -> list.queueUrl(url)))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("not simulated");
    }

    private void send(String body) {
        sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    private List<Message> receive() {
        return sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
    }

    private Map<QueueAttributeName, String> attributes() {
        return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
