// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import dev.autofailover.plan.Arn;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * Reads environment variables, each as what it is meant to be. A blank one counts as missing, for a template can't leave one out.
 *
 * @param values by name
 */
public record Variables(Map<String, String> values) {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    /** The variable's text, if it is set. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The variable's text.
     *
     * @param remedy what to set it to, such as {@code "the name of the table of records"}
     * @throws Malformed when it is missing
     */
    public String required(String name, String remedy) {
        return optional(name).orElseThrow(() -> new Malformed(name, Optional.empty(), remedy));
    }

    /** An AWS Region. */
    public Region region(String name) {
        return read(
                name,
                "an AWS Region such as eu-north-1",
                text -> REGION.matcher(text).matches() ? Optional.of(Region.of(text)) : Optional.empty());
    }

    /**
     * The ARN of a resource that lies in a Region.
     *
     * @param service such as {@code sns}
     */
    public Arn arn(String name, String service) {
        String example =
                "the ARN of a resource of " + service + ", such as arn:aws:" + service + ":eu-north-1:111122223333:…";
        return read(
                name,
                example,
                text -> Arn.parse(text)
                        .filter(arn ->
                                arn.service().equals(service) && !arn.region().isEmpty()));
    }

    /** An absolute http or https URL. */
    public URI url(String name) {
        return read(name, "a URL such as https://sqs.eu-north-1.amazonaws.com/111122223333/name", Variables::parseUrl);
    }

    /** A positive ISO-8601 duration, or {@code otherwise} when it is not set. */
    public Duration duration(String name, Duration otherwise) {
        return optional(name).isEmpty()
                ? otherwise
                : read(name, "a positive ISO-8601 duration such as PT5S", Variables::parseDuration);
    }

    /** A whole number from {@code least} to {@code most}, or {@code otherwise} when it is not set. */
    public int number(String name, int otherwise, int least, int most) {
        return optional(name).isEmpty()
                ? otherwise
                : read(
                        name,
                        "a whole number from " + least + " to " + most,
                        text -> parseNumber(text).filter(number -> number >= least && number <= most));
    }

    private <T> T read(String name, String remedy, Function<String, Optional<T>> parse) {
        String text = required(name, remedy);
        return parse.apply(text).orElseThrow(() -> new Malformed(name, Optional.of(text), remedy));
    }

    private static Optional<URI> parseUrl(String text) {
        try {
            URI url = URI.create(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parseDuration(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(Duration::isPositive);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> parseNumber(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /** A variable without which the function can't start. */
    public static final class Malformed extends RuntimeException {
        Malformed(String name, Optional<String> value, String remedy) {
            super("environment variable " + name + " is "
                    + value.map(text -> "\"" + text + "\"").orElse("missing") + ": set it to " + remedy);
        }
    }
}
