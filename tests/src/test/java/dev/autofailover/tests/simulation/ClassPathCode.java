// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.alarms.CloudWatchAlarmResponder;
import dev.autofailover.database.DatabaseHealthChecker;
import dev.autofailover.dynamodb.DynamoDbHealthChecker;
import dev.autofailover.lambda.Surroundings;
import dev.autofailover.orchestrator.FailoverOrchestrator;
import dev.autofailover.rdsevents.RdsEventSubscriber;
import dev.autofailover.watch.Crew;

/** The classes that the tests themselves run with. */
final class ClassPathCode implements Code {
    @Override
    public RequestStreamHandler handler(JsonNode function, Place place) {
        String className = function.path("Handler").asText();
        Surroundings surroundings = place.surroundings();
        Crew crew = new Crew(place.together(Integer.MAX_VALUE), place.together(Integer.MAX_VALUE));
        if (className.equals(RdsEventSubscriber.class.getName())) {
            return new RdsEventSubscriber(surroundings);
        }
        if (className.equals(CloudWatchAlarmResponder.class.getName())) {
            return new CloudWatchAlarmResponder(surroundings);
        }
        if (className.equals(DynamoDbHealthChecker.class.getName())) {
            return new DynamoDbHealthChecker(surroundings, crew);
        }
        if (className.equals(DatabaseHealthChecker.class.getName())) {
            return new DatabaseHealthChecker(surroundings, place.sql(), crew);
        }
        if (className.equals(FailoverOrchestrator.class.getName())) {
            return new FailoverOrchestrator(surroundings, place::names, place.together(SERVICES_AT_ONCE));
        }
        throw new IllegalStateException("the simulation knows no handler " + className);
    }
}
