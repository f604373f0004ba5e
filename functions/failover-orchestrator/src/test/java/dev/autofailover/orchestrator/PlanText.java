// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator;

/** Plans as operators write them. */
final class PlanText {
    private PlanText() {}

    static String standard() {
        return with("");
    }

    /** The standard plan with these lines added to its policy, each with its two spaces. */
    static String with(String policy) {
        return of("proceed", policy);
    }

    /** The same, asking a human when the old writer can't be fenced. */
    static String askingWhenUnreachable() {
        return of("ask", "");
    }

    /** The standard plan for an Aurora global database. */
    static String aurora() {
        return standard()
                .replace("kind: rds-read-replica", "kind: aurora-global\n  globalCluster: orders-global")
                .replace("orders.c1a2b3", "orders.cluster-c1a2b3")
                .replace("orders-replica.c1a2b3", "orders-replica.cluster-c1a2b3");
    }

    private static String of(String whenUnreachable, String policy) {
        return """
            service: orders
            control: eu-north-1
            sites:
              ireland:
                region: eu-west-1
                database: orders
                endpoint: orders.c1a2b3.eu-west-1.rds.amazonaws.com
                isolation: sg-0isolatedireland
                checker: arn:aws:lambda:eu-west-1:111122223333:function:checker
              frankfurt:
                region: eu-central-1
                database: orders-replica
                endpoint: orders-replica.c1a2b3.eu-central-1.rds.amazonaws.com
                isolation: sg-0isolatedfrankfurt
                checker: arn:aws:lambda:eu-central-1:111122223333:function:checker
            prefers: ireland
            database:
              kind: rds-read-replica
              name: orders
              secret: arn:aws:secretsmanager:eu-west-1:111122223333:secret:checker-AbCdEf
              fence: { whenUnreachable: %s }
            traffic:
              - route53-record: { hostedZone: Z0123456789EXAMPLE, name: orders-db.example.com, type: CNAME, ttl: PT5S }
            observers:
              quorum: 2
              fresh: PT90S
              list:
                - probe: { name: from-stockholm, from: eu-north-1, every: PT5S }
                - probe: { name: from-frankfurt, from: eu-central-1, every: PT5S }
                - rds-events: { name: rds-events }
            policy:
              mode: automatic
              maxLag: PT10S
              unknownLag: block
            %s""".formatted(whenUnreachable, policy);
    }
}
