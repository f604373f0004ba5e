// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged.inside;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.autofailover.dynamodb.DynamoDbHealthChecker;
import dev.autofailover.lambda.SideBySide;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.watch.Crew;

/** What only the jar of the dynamodb-health-checker has. */
final class OfTables {
    private OfTables() {}

    static RequestStreamHandler handler(Surroundings surroundings, SideBySide together) {
        return new DynamoDbHealthChecker(surroundings, new Crew(together, together));
    }
}
