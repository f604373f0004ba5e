// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.AwsError;
import java.util.List;

/** Route 53's errors, with the statuses of its service model and messages in AWS's wording. */
final class Route53Errors {
    private Route53Errors() {}

    static AwsError noSuchHostedZone(String id) {
        return new AwsError(404, "NoSuchHostedZone", "No hosted zone found with ID: " + id);
    }

    static AwsError noSuchChange(String id) {
        return new AwsError(404, "NoSuchChange", "Could not find resource with ID: " + id);
    }

    static AwsError invalidInput(String message) {
        return new AwsError(400, "InvalidInput", message);
    }

    static AwsError invalidChangeBatch(List<String> messages) {
        return new AwsError(400, "InvalidChangeBatch", messages.toString());
    }

    static AwsError throttling() {
        return new AwsError(400, "Throttling", "Rate exceeded");
    }
}
