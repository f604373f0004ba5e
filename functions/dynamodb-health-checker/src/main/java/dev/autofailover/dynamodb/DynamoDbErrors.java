// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.dynamodb;

import dev.autofailover.watch.CheckResult;
import dev.autofailover.watch.CheckResult.Ailing;
import dev.autofailover.watch.CheckResult.Failed;
import dev.autofailover.watch.CheckResult.Inconclusive;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an error of DynamoDB says about the table in that Region (DynamoDB Developer Guide, error handling).
 *
 * <table>
 * <tr><th>error</th><th>opinion</th></tr>
 * <tr><td>5xx</td><td>SUSPECT, DOWN after the tries; the Region was reached</td></tr>
 * <tr><td>time-out, refused, unknown host</td><td>SUSPECT, DOWN after the tries; the Region was not reached</td></tr>
 * <tr><td>throttled, throughput exceeded</td><td>SUSPECT, never DOWN</td></tr>
 * <tr><td>conflict of a replicated write or a transaction</td><td>SUSPECT, never DOWN</td></tr>
 * <tr><td>no such table, not allowed, not valid, any other 4xx</td><td>no vote: a fault of configuration</td></tr>
 * </table>
 */
final class DynamoDbErrors {
    private static final Set<String> CONFLICTS =
            Set.of("ReplicatedWriteConflictException", "TransactionConflictException");
    private static final int DEEPEST_CAUSE = 10;

    private DynamoDbErrors() {}

    /**
     * What it came to.
     *
     * @param operation as AWS spells it: also the action that the function's role must allow
     */
    static CheckResult result(SdkException error, String operation, Place place) {
        return error instanceof AwsServiceException answer
                ? answered(answer, operation, place)
                : unanswered(error, operation);
    }

    private static CheckResult answered(AwsServiceException error, String operation, Place place) {
        String code = code(error);
        Map<String, String> evidence = Map.of("error", code, "status", Integer.toString(error.statusCode()));
        if (error.statusCode() >= 500) {
            return new Failed("%s fails with %d %s".formatted(operation, error.statusCode(), code), evidence, true);
        }
        if (error.isThrottlingException()) {
            return new Ailing("%s is throttled: %s".formatted(operation, code), evidence);
        }
        if (CONFLICTS.contains(code)) {
            return new Ailing("%s met a conflict: %s".formatted(operation, code), evidence);
        }
        return new Inconclusive(configuration(code, operation, place), evidence, true);
    }

    private static String configuration(String code, String operation, Place place) {
        return switch (code) {
            case "ResourceNotFoundException" ->
                "there is no table %s in %s: create it, or correct the plan's dynamodb-canary"
                        .formatted(place.table(), place.region());
            case "AccessDeniedException" ->
                "this function may not do dynamodb:%s on table %s in %s: allow it"
                        .formatted(operation, place.table(), place.region());
            default -> "%s of table %s in %s is refused: %s".formatted(operation, place.table(), place.region(), code);
        };
    }

    private static CheckResult unanswered(SdkException error, String operation) {
        if (error instanceof ApiCallTimeoutException || error instanceof ApiCallAttemptTimeoutException) {
            return silent(operation + " was not answered in time");
        }
        return switch (ioCause(error)) {
            case UnknownHostException unknown -> silent("unknown host " + unknown.getMessage());
            case SocketTimeoutException late -> silent(operation + " was not answered in time");
            case ConnectException refused -> silent("connection refused");
            case IOException broken -> silent("connection broke: " + broken);
            // Nothing was sent: no credentials, for example. That says nothing about the table.
            case null ->
                new Inconclusive(
                        "%s could not be called: %s".formatted(operation, error.getMessage()), Map.of(), false);
        };
    }

    private static Failed silent(String reason) {
        return new Failed(reason, Map.of("error", reason), false);
    }

    private static @Nullable IOException ioCause(Throwable error) {
        @Nullable Throwable cause = error;
        for (int depth = 0; depth < DEEPEST_CAUSE && cause != null; depth++) {
            if (cause instanceof IOException io) {
                return io;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static String code(AwsServiceException error) {
        return error.awsErrorDetails() == null || error.awsErrorDetails().errorCode() == null
                ? "without a code"
                : error.awsErrorDetails().errorCode();
    }
}
