// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.secrets;

import dev.autofailover.simulated.AwsError;

/** Secrets Manager's errors. */
final class SecretErrors {
    private SecretErrors() {}

    static AwsError notFound() {
        return new AwsError(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    static AwsError noValue(String stage) {
        return new AwsError(
                400,
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for staging label: " + stage);
    }

    static AwsError exists(String name) {
        return new AwsError(
                400, "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
    }

    static AwsError versionExists(String id) {
        return new AwsError(
                400,
                "ResourceExistsException",
                "The operation failed because a version with id " + id + " already exists with another value.");
    }

    static AwsError replica() {
        return new AwsError(
                400,
                "InvalidRequestException",
                "Operation not permitted on a replica secret. Call must be made in primary secret's region.");
    }

    static AwsError invalidParameter(String message) {
        return new AwsError(400, "InvalidParameterException", message);
    }
}
