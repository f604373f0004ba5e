// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The deployed orchestrator, to be given commands. */
public final class Orchestrator {
    private final OperatorAws aws;
    private final Control control;

    public Orchestrator(OperatorAws aws, Control control) {
        this.aws = aws;
        this.control = control;
    }

    /**
     * Its answer to that command. It comes when the invocation is over, which may take minutes.
     *
     * @throws NotPossible when it could not be asked, or failed
     */
    public ObjectNode answer(ObjectNode command) throws NotPossible {
        String region = control.region();
        InvokeResponse response = aws.ask(
                "lambda:InvokeFunction",
                region,
                () -> aws.patient(LambdaClient.builder(), region)
                        .invoke(invoke -> invoke.functionName(control.function())
                                .payload(SdkBytes.fromUtf8String(Json.write(command)))));
        String said = response.payload().asUtf8String();
        ObjectNode answer = read(said);
        if (response.functionError() != null) {
            throw new NotPossible("the orchestrator " + control.function() + " in " + region + " failed ("
                    + answer.path("errorMessage").asText(response.functionError()) + "): look at its log group");
        }
        return answer;
    }

    private ObjectNode read(String said) throws NotPossible {
        try {
            if (Json.parse(said, "answer") instanceof ObjectNode answer) {
                return answer;
            }
        } catch (Malformed noJson) {
            // Said below: whatever answered, it is not what was meant.
        }
        throw new NotPossible("the function " + control.function() + " in " + control.region()
                + " does not answer as an orchestrator does: name the orchestrator of the control stack");
    }
}
