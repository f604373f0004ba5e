// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call to AWS that did not come to anything, in one line: which call, where, why, and what helps. */
public final class AwsTrouble extends NotPossible {
    private static final long serialVersionUID = 1L;

    /** How AWS names credentials that it does not take (any more). */
    private static final Set<String> NO_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException");

    private static final Set<String> DENIALS =
            Set.of("UnauthorizedOperation", "NotAuthorized", "AuthorizationError", "NotAuthorizedException");

    private final Kind kind;
    private final String code;

    /** What kept the call. */
    public enum Kind {
        /** Whoever calls is not known. */
        CREDENTIALS,
        /** Known, and not allowed to. */
        DENIED,
        /** No answer in time, or a failure of AWS's own. */
        SILENT,
        /** Too many calls. */
        THROTTLED,
        /** Answered with any other error. */
        REFUSED
    }

    private AwsTrouble(Kind kind, String code, String text) {
        super(text);
        this.kind = kind;
        this.code = code;
    }

    /** What kept the call. */
    public Kind kind() {
        return kind;
    }

    /** AWS's name of the error; empty when it did not answer. */
    public String code() {
        return code;
    }

    /**
     * What that failure means.
     *
     * @param action as IAM spells it, such as {@code rds:DescribeDBInstances}
     */
    public static AwsTrouble of(String action, String region, SdkException failure) {
        String call = action + " in " + region;
        if (!(failure instanceof AwsServiceException answered)) {
            return new AwsTrouble(
                    Kind.SILENT, "", call + " was not answered (" + why(failure) + "): look at the network");
        }
        String code = code(answered);
        if (NO_CREDENTIALS.contains(code)) {
            return new AwsTrouble(
                    Kind.CREDENTIALS,
                    code,
                    call + ": AWS does not take these credentials (" + code + "): " + OperatorAws.LOG_IN);
        }
        if (answered.isThrottlingException()) {
            return new AwsTrouble(Kind.THROTTLED, code, call + " was throttled (" + code + "): try again in a minute");
        }
        if (code.startsWith("AccessDenied") || DENIALS.contains(code) || answered.statusCode() == 403) {
            return new AwsTrouble(
                    Kind.DENIED, code, call + " is not allowed to these credentials (" + code + "): allow " + action);
        }
        if (answered.statusCode() >= 500) {
            return new AwsTrouble(Kind.SILENT, code, call + " failed at AWS (" + code + "): try again");
        }
        return new AwsTrouble(Kind.REFUSED, code, call + " was refused: " + code + ": " + said(answered));
    }

    private static String code(AwsServiceException answered) {
        return answered.awsErrorDetails() == null || answered.awsErrorDetails().errorCode() == null
                ? "HTTP " + answered.statusCode()
                : answered.awsErrorDetails().errorCode();
    }

    private static String said(AwsServiceException answered) {
        return answered.awsErrorDetails() == null || answered.awsErrorDetails().errorMessage() == null
                ? firstLine(answered)
                : answered.awsErrorDetails().errorMessage().lines().findFirst().orElse("");
    }

    /** The network's own word, where there is one: the SDK's is a paragraph. */
    private static String why(SdkException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return cause.getClass().getSimpleName() + ": " + cause.getMessage();
            }
        }
        return firstLine(failure);
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
