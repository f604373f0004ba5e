// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call means for us. */
public sealed interface AwsFault {
    /** One sentence, with the action's name. */
    String text();

    /** No answer in time, no connection, no such host, or 5xx: the Region or the service is not itself. Whether the call had its effect is unknown. */
    record Silent(String text) implements AwsFault {}

    /** We are not allowed to: a fault of the deployment. */
    record Denied(String text) implements AwsFault {}

    /** Too many calls: later. */
    record Throttled(String text) implements AwsFault {}

    /**
     * Answered with another error; nothing was done.
     *
     * @param code as AWS spells it
     */
    record Refused(String code, String text) implements AwsFault {}

    /**
     * What that failure means.
     *
     * @param action as IAM spells it, such as {@code rds:PromoteReadReplica}
     * @param region where it was called
     */
    static AwsFault of(String action, String region, SdkException failure) {
        if (!(failure instanceof AwsServiceException answered) || answered.statusCode() >= 500) {
            return new Silent(action + " in " + region + " was not answered: " + failure.getMessage());
        }
        String code = answered.awsErrorDetails() == null
                ? "HTTP " + answered.statusCode()
                : answered.awsErrorDetails().errorCode();
        String text = action + " in " + region + " was refused: " + code + ": " + failure.getMessage();
        if (answered.isThrottlingException()) {
            return new Throttled(text);
        }
        return isDenial(code, answered.statusCode())
                ? new Denied("not allowed: the function's role needs " + action + " in " + region + " (" + code + ")")
                : new Refused(code, text);
    }

    private static boolean isDenial(String code, int status) {
        return code.startsWith("AccessDenied")
                || Set.of("UnauthorizedOperation", "NotAuthorized", "AuthorizationError")
                        .contains(code)
                || status == 403;
    }
}
