// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an AWS resource, taken apart.
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}
 * @param service such as {@code rds}
 * @param region empty for global services
 * @param account twelve digits, or empty
 * @param resource the rest, with its type, such as {@code db:orders} or {@code alarm:orders-connections}
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final Pattern SHAPE = Pattern.compile(
            "arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\\d{12}|aws|):(\\S(?:.*\\S)?)", Pattern.DOTALL);

    /** The ARN that this text is; empty when it is none. */
    public static Optional<Arn> parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        return parts.matches()
                ? Optional.of(new Arn(parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5)))
                : Optional.empty();
    }

    /** The resource without its type: what follows the first colon or slash, or all of it where there is none. */
    public String name() {
        int colon = resource.indexOf(':');
        int slash = resource.indexOf('/');
        int first = colon < 0 || (slash >= 0 && slash < colon) ? slash : colon;
        return resource.substring(first + 1);
    }

    /** Whether this is such a resource, for example {@code is("rds", "db:")}. */
    public boolean is(String ofService, String resourcePrefix) {
        return service.equals(ofService) && resource.startsWith(resourcePrefix);
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
