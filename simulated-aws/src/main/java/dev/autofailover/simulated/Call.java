// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.List;
import java.util.Map;

/**
 * One request as it reached the simulated AWS.
 *
 * @param service the endpoint prefix, such as {@code rds} or {@code route53}
 * @param region the Region of the host that was called; {@code us-east-1} for global services
 * @param host the real host name, such as {@code rds.eu-west-1.amazonaws.com}
 * @param method GET, POST …
 * @param path the path without the query, percent-decoded
 * @param query the parameters of the query string
 * @param headers by lower-case name
 * @param body empty when there is none
 */
public record Call(
        String service,
        String region,
        String host,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {}
