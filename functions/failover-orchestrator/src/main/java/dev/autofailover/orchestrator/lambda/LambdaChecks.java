// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.lambda;

import dev.autofailover.json.Malformed;
import dev.autofailover.message.CheckRequest;
import dev.autofailover.message.Checks;
import dev.autofailover.orchestrator.aws.AwsFault;
import dev.autofailover.orchestrator.aws.Regional;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.plan.Database;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.Site;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invokes the checkers, each in the Region of its site. */
public final class LambdaChecks implements DatabaseChecks {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaChecks.class);
    private static final int LONGEST_ERROR = 300;

    private final Regional<LambdaClient> clients;

    /**
     * Checkers of all Regions.
     *
     * @param clients that try once
     */
    public LambdaChecks(Regional<LambdaClient> clients) {
        this.clients = clients;
    }

    @Override
    public Reply ask(Plan plan, Site from, Question question) {
        try {
            InvokeResponse answer = clients.in(from.region())
                    .invoke(invoke -> invoke.functionName(from.checker())
                            .invocationType(InvocationType.REQUEST_RESPONSE)
                            .overrideConfiguration(limits ->
                                    limits.apiCallTimeout(question.limit()).apiCallAttemptTimeout(question.limit()))
                            .payload(SdkBytes.fromUtf8String(Checks.write(request(plan.database(), question)))));
            return answer.functionError() == null
                    ? parsed(from, text(answer))
                    : fault("the checker of " + from.name() + " failed (" + answer.functionError() + "): "
                            + shortened(text(answer)));
        } catch (SdkException failure) {
            return switch (AwsFault.of("lambda:InvokeFunction", from.region(), failure)) {
                case AwsFault.Silent(String text) -> new Reply.Silence(text);
                case AwsFault fault -> fault(fault.text());
            };
        }
    }

    private static CheckRequest request(Database database, Question question) {
        return new CheckRequest(
                question.host(),
                database.port(),
                database.name(),
                database.engine(),
                database.secret(),
                database.tls(),
                question.write());
    }

    private static Reply parsed(Site from, String json) {
        try {
            return new Reply.Answer(Checks.parseAnswer(json));
        } catch (Malformed malformed) {
            return fault(
                    "the checker of " + from.name() + " gave an answer that can't be read: " + malformed.getMessage());
        }
    }

    private static Reply fault(String text) {
        LOG.error("{}", text);
        return new Reply.Fault(text);
    }

    private static String text(InvokeResponse answer) {
        return answer.payload().asString(StandardCharsets.UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }
}
