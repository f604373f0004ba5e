// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autofailover.json.DurationForm;
import dev.autofailover.json.Form;
import dev.autofailover.json.Forms;
import dev.autofailover.json.Refusal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that a plan's fields come in. */
final class PlanForms {
    static final Form<String> SERVICE = named("a name for the service", 40);
    static final Form<String> OBSERVER = named("a name for the observer", 60);
    /** Also what a site is called. */
    static final Pattern SITE_NAME = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");

    static final Form<String> REGION = Forms.matching(
            Pattern.compile("[a-z]{2}(-[a-z]+){1,3}-\\d{1,2}"), "write an AWS Region, such as eu-west-1");
    /** RDS user guide, "Creating an instance": up to 63 letters, digits, hyphens; the first a letter; kept in lower case. */
    static final Form<String> DB_IDENTIFIER = Forms.matching(
            Pattern.compile("(?!.*--)[a-z]([a-z0-9-]{0,61}[a-z0-9])?"),
            "write the RDS identifier of the DB instance in that Region, of the DB cluster for aurora-global: lower-case"
                    + " letters, digits, hyphens");

    /** As a cluster's: the service model of CreateGlobalCluster keeps it in lower case. */
    static final Form<String> GLOBAL_CLUSTER = Forms.matching(
            Pattern.compile("(?!.*--)[a-z]([a-z0-9-]{0,61}[a-z0-9])?"),
            "write the identifier of the global cluster, such as orders-global: lower-case letters, digits, hyphens");

    static final Form<String> SECURITY_GROUP = Forms.matching(
            Pattern.compile("sg-[0-9a-z]{3,40}"),
            "write the id of the security group that admits only the checkers, such as sg-0123456789abcdef0");
    static final Form<Integer> PORT = integer(1, 65_535, "write a TCP port, a whole number from 1 to 65535");
    static final Form<String> DB_NAME = Forms.matching(
            Pattern.compile("[A-Za-z_][A-Za-z0-9_$-]{0,62}"),
            "write the database to log in to: letters, digits, underscores, hyphens");
    static final Form<String> ENDPOINT =
            hostName("the host name of the database, such as orders.c1a2b3.eu-west-1.rds.amazonaws.com");
    static final Form<String> RECORD_NAME = hostName("the name that clients resolve, such as orders-db.example.com");

    static final Form<String> HOSTED_ZONE = text("the hosted zone's id, such as Z0123456789EXAMPLE", zone -> {
        if (zone.startsWith("/hostedzone/")) {
            throw new Refusal("write the id without /hostedzone/: " + zone.substring("/hostedzone/".length()));
        }
        return zone.matches("Z[A-Z0-9]{1,31}");
    });

    static final Form<String> CHECKER = arn(
            "lambda",
            "function:",
            "arn:aws:lambda:eu-west-1:111122223333:function:autofailover-database-health-checker");
    static final Form<String> SECRET = arn(
            "secretsmanager", "secret:", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-checker-AbCdEf");
    static final Form<String> ALARM =
            arn("cloudwatch", "alarm:", "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-connections");
    static final Form<String> TOPIC = arn("sns", "", "arn:aws:sns:eu-north-1:111122223333:autofailover-notifications");
    /** DynamoDB developer guide, "Naming rules". */
    static final Form<String> TABLE =
            Forms.matching(Pattern.compile("[A-Za-z0-9_.-]{3,255}"), "write the name of the table, not its ARN");

    private PlanForms() {}

    static DurationForm duration(String least, String most) {
        return new DurationForm(Duration.parse(least), Duration.parse(most));
    }

    /** A TTL is whole seconds. */
    static Form<Duration> ttl() {
        DurationForm seconds = duration("PT1S", "PT24H");
        return Forms.of(seconds.remedy(), seconds.standIn(), written -> {
            Duration ttl = seconds.read(written);
            return ttl.toMillis() % 1000 == 0 ? Optional.of(ttl) : Optional.empty();
        });
    }

    static Form<Integer> integer(int least, int most, String remedy) {
        Form<Long> whole = Forms.integer(least, most, remedy);
        return Forms.of(remedy, least, written -> Optional.of((int) (long) whole.read(written)));
    }

    private static Form<String> named(String what, int longest) {
        return Forms.matching(
                Pattern.compile("[a-z]([a-z0-9-]{0," + (longest - 2) + "}[a-z0-9])?"),
                "write " + what + ": lower-case letters, digits and hyphens, a letter first, at most " + longest);
    }

    private static Form<String> hostName(String what) {
        Pattern shape = Pattern.compile(
                "(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
        return text(what, host -> {
            if (host.endsWith(".")) {
                throw new Refusal("write it without the trailing dot");
            }
            if (host.matches(".*:\\d+")) {
                throw new Refusal("write it without the port; that is database.port");
            }
            if (!host.equals(host.toLowerCase(Locale.ROOT))) {
                throw new Refusal("write it in lower case");
            }
            return shape.matcher(host).matches();
        });
    }

    private static Form<String> arn(String service, String prefix, String example) {
        return text("an ARN such as " + example, text -> {
            Optional<Arn> arn = Arn.parse(text);
            return arn.isPresent()
                    && arn.get().is(service, prefix)
                    && !arn.get().region().isEmpty()
                    && arn.get().account().length() == 12
                    && arn.get().resource().length() > prefix.length()
                    && text.length() <= 1024
                    && text.chars().noneMatch(letter -> Character.isISOControl(letter));
        });
    }

    private static Form<String> text(String what, Rule rule) {
        String remedy = "write " + what;
        Form<String> plain = Forms.text(remedy);
        return Forms.of(remedy, "", (JsonNode written) -> {
            String text = plain.read(written);
            return rule.takes(text) ? Optional.of(text) : Optional.empty();
        });
    }

    /** Whether a text is taken, or refused with a remedy of its own. */
    private interface Rule {
        boolean takes(String text) throws Refusal;
    }
}
