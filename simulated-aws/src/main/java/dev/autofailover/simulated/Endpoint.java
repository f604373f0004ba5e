// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/** Where a request goes: what the host name of an AWS endpoint says. */
record Endpoint(String service, String region, String host) {
    private static final String DOMAIN = ".amazonaws.com";
    private static final Set<String> GLOBAL = Set.of("iam", "route53");
    private static final String GLOBAL_REGION = "us-east-1";

    /** {@code rds.eu-west-1.amazonaws.com}, or {@code route53.amazonaws.com} for a global service. */
    static Endpoint ofHost(String host) throws UnknownHostException {
        if (!host.endsWith(DOMAIN)) {
            throw new UnknownHostException(host);
        }
        List<String> parts =
                List.of(host.substring(0, host.length() - DOMAIN.length()).split("\\.", -1));
        if (parts.size() == 1 && GLOBAL.contains(parts.getFirst())) {
            return new Endpoint(parts.getFirst(), GLOBAL_REGION, host);
        }
        if (parts.size() == 2) {
            return new Endpoint(parts.getFirst(), parts.getLast(), host);
        }
        if (parts.size() == 3 && parts.get(1).equals("ddb")) {
            // DynamoDB's host when the credentials say which account they are of.
            return new Endpoint("dynamodb", parts.getLast(), host);
        }
        throw new UnknownHostException(host);
    }

    /** The endpoint that a request signed for {@code service} and {@code region} was meant for. */
    static Endpoint ofScope(String service, String region) {
        return GLOBAL.contains(service)
                ? new Endpoint(service, GLOBAL_REGION, service + DOMAIN)
                : new Endpoint(service, region, service + "." + region + DOMAIN);
    }
}
