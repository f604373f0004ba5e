// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.JsonProtocol;
import dev.autofailover.simulated.RestJson;
import dev.autofailover.simulated.SimulatedTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda's REST API, as far as it is here: Invoke and GetFunctionConfiguration. */
final class InvokeProtocol {
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/(.+)/invocations");
    private static final Pattern CONFIGURATION = Pattern.compile("/2015-03-31/functions/(.+)/configuration");
    private static final int SYNCHRONOUS_BYTES = 6 * 1024 * 1024;

    private final SimulatedLambda lambda;
    private final SimulatedTime time;

    InvokeProtocol(SimulatedLambda lambda, SimulatedTime time) {
        this.lambda = lambda;
        this.time = time;
    }

    String operation(Call call) {
        if ("POST".equals(call.method()) && INVOKE.matcher(call.path()).matches()) {
            return "Invoke";
        }
        if ("GET".equals(call.method()) && CONFIGURATION.matcher(call.path()).matches()) {
            return "GetFunctionConfiguration";
        }
        throw RestJson.unknown(call);
    }

    Answer answer(Call call) {
        return switch (operation(call)) {
            case "Invoke" -> invoke(call);
            default -> configuration(call);
        };
    }

    private Answer configuration(Call call) {
        Matcher path = CONFIGURATION.matcher(call.path());
        Arn arn = arn(call, path.matches() ? path.group(1) : "");
        FunctionDefinition function = lambda.function(arn).definition();
        ObjectNode told = JsonProtocol.object()
                .put("FunctionName", function.name())
                .put("FunctionArn", arn.toString())
                .put("Role", function.configuration().role())
                .put("Timeout", function.timeout().toSeconds())
                .put("Version", "$LATEST")
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful");
        ObjectNode variables = told.putObject("Environment").putObject("Variables");
        function.configuration().variables().forEach(variables::put);
        return RestJson.answer(told);
    }

    private Answer invoke(Call call) {
        Matcher path = INVOKE.matcher(call.path());
        if (!"POST".equals(call.method()) || !path.matches()) {
            throw RestJson.unknown(call);
        }
        if (!"None".equals(header(call, "x-amz-log-type").orElse("None"))) {
            throw new AwsError(400, "InvalidParameterValueException", "Not simulated: LogType");
        }
        Arn arn = arn(call, path.group(1));
        DeployedFunction function = lambda.function(arn);
        return switch (header(call, "x-amz-invocation-type").orElse("RequestResponse")) {
            case "RequestResponse" -> invoke(call, function, arn);
            case "Event" -> {
                lambda.invokeLater(arn.toString(), call.body(), "invoke");
                yield new Answer(202, Map.of("X-Amzn-RequestId", RestJson.requestId()), new byte[0]);
            }
            case "DryRun" -> new Answer(204, Map.of("X-Amzn-RequestId", RestJson.requestId()), new byte[0]);
            default -> throw new AwsError(400, "InvalidParameterValueException", "Unknown InvocationType");
        };
    }

    private Answer invoke(Call call, DeployedFunction function, Arn arn) {
        if (call.body().length > SYNCHRONOUS_BYTES) {
            throw new AwsError(
                    413, "RequestTooLargeException", "Request must be smaller than " + SYNCHRONOUS_BYTES + " bytes");
        }
        Invocation ended = lambda.invoke(function, arn.toString(), call.body(), "invoke");
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type", "application/json",
                "X-Amz-Executed-Version", "$LATEST",
                "X-Amzn-RequestId", ended.requestId()));
        return switch (ended.result()) {
            case Invocation.Result.Returned(byte[] output) -> new Answer(200, headers, output);
            case Invocation.Result.Failed(byte[] error) -> {
                headers.put("X-Amz-Function-Error", "Unhandled");
                yield new Answer(200, headers, error);
            }
            case Invocation.Result.Lost() -> {
                // Nobody is left there to answer: the caller waits until it has had enough.
                time.pause(FunctionDefinition.LONGEST);
                throw new AwsError(503, "ServiceException", "The Region went away.");
            }
        };
    }

    /** The function by its name, {@code name:alias}, whole or partial ARN, with the qualifier of the query. */
    private static Arn arn(Call call, String function) {
        String resource = function.startsWith("arn:")
                ? Arn.of(function).resource()
                : "function:"
                        + function.substring(function.indexOf("function:") < 0 ? 0 : function.indexOf("function:") + 9);
        String region = function.startsWith("arn:") ? Arn.of(function).region() : call.region();
        if (!region.equals(call.region())) {
            throw new AwsError(404, "ResourceNotFoundException", "Function not found: " + function);
        }
        List<String> qualifier = call.query().getOrDefault("Qualifier", List.of());
        return new Arn("lambda", region, qualifier.isEmpty() ? resource : resource + ":" + qualifier.getFirst());
    }

    Answer answer(AwsError error) {
        return RestJson.answer(error);
    }

    private static Optional<String> header(Call call, String name) {
        return call.headers().getOrDefault(name, List.of()).stream().findFirst();
    }
}
