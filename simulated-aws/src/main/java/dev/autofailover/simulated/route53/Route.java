// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.route53;

import dev.autofailover.simulated.Call;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which operation a path means, and on which zone or change; ids without their prefixes. */
record Route(String operation, String id) {
    private record Pathway(String method, Pattern path, String operation) {}

    private static final List<Pathway> PATHWAYS = List.of(
            pathway("GET", "hostedzone", "ListHostedZones"),
            pathway("POST", "hostedzone", "CreateHostedZone"),
            pathway("GET", "hostedzone/([^/]+)", "GetHostedZone"),
            pathway("GET", "hostedzone/([^/]+)/rrset", "ListResourceRecordSets"),
            pathway("POST", "hostedzone/([^/]+)/rrset", "ChangeResourceRecordSets"),
            pathway("GET", "change/([^/]+)", "GetChange"));

    private static Pathway pathway(String method, String path, String operation) {
        return new Pathway(method, Pattern.compile("/2013-04-01/" + path + "/?"), operation);
    }

    static Route of(Call call) {
        for (Pathway pathway : PATHWAYS) {
            Matcher matcher = pathway.path().matcher(call.path());
            if (pathway.method().equals(call.method()) && matcher.matches()) {
                return new Route(pathway.operation(), matcher.groupCount() > 0 ? matcher.group(1) : "");
            }
        }
        return new Route(call.method() + " " + call.path(), "");
    }
}
