// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.lab.LabPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/cost.md says what the simulated system uses in a healthy month, at the prices of prices.json. */
class CostTest {
    private static final String BEGIN = "<!-- computed by CostTest: begin -->\n";
    private static final String END = "<!-- computed by CostTest: end -->\n";
    private static final Path PAGE = Path.of("..", "docs", "cost.md");
    private static final Path COMPUTED = Path.of("target", "cost.md");

    private static final Pattern NUMBER = Pattern.compile("([0-9][0-9,]*(?:\\.[0-9]+)?)( [MG])?\\b");
    private static final double CENTS = 0.06;
    /** One more than the orchestrator looks after at once, to tell what each service adds. */
    private static final int SOME = 17;

    private final Prices prices = Prices.read();
    private final Map<String, Fleet> fleets = new LinkedHashMap<>();

    /** @param further what each service more uses */
    private record Fleet(Spent first, Spent further) {
        /** Linear: one invocation looks after all services, and what is done for one is done for each of them. */
        Spent of(int services) {
            return first.plus(further, services - 1);
        }
    }

    @Test
    void thePageSaysWhatTheSimulatedSystemUses() throws IOException {
        fleets.put("`careful`, without the canary", fleet(LabPolicy.CAREFUL, false));
        for (LabPolicy policy : LabPolicy.values()) {
            fleets.put("`" + policy.word() + "`", fleet(policy, true));
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String computed = page.substring(0, begin) + sums() + parts() + page.substring(end);
        Files.createDirectories(COMPUTED.getParent());
        Files.writeString(COMPUTED, computed);

        assertThat(farOff(page, computed))
                .as("docs/cost.md is not what was computed: look at tests/target/cost.md, and copy it there")
                .isEmpty();
    }

    /** Where the page differs in words, or in a number by more than a tenth and some cents: a log line that grew is no news. */
    private static List<String> farOff(String page, String computed) {
        if (!NUMBER.matcher(page)
                .replaceAll("#")
                .equals(NUMBER.matcher(computed).replaceAll("#"))) {
            return List.of("the words differ");
        }
        List<Double> said = numbers(page);
        List<Double> now = numbers(computed);
        return IntStream.range(0, said.size())
                .filter(i -> Math.abs(said.get(i) - now.get(i)) > Math.max(0.1 * now.get(i), CENTS))
                .mapToObj(i -> said.get(i) + " is " + now.get(i))
                .toList();
    }

    private static List<Double> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(found -> Double.parseDouble(found.group(1).replace(",", "")) * unit(found.group(2)))
                .toList();
    }

    private static double unit(@Nullable String suffix) {
        return switch (suffix) {
            case " M" -> 1e6;
            case " G" -> 1e9;
            case null, default -> 1;
        };
    }

    private Fleet fleet(LabPolicy policy, boolean canary) {
        Spent one = HealthyTime.month(policy, 1, canary, prices);
        Spent some = HealthyTime.month(policy, SOME, canary, prices);
        return new Fleet(one, some.plus(one, -1).times(1.0 / (SOME - 1)));
    }

    private String sums() {
        StringBuilder table = new StringBuilder();
        table.append(
                "| $ a month | first service | each further | 10 services | 1,000 services |"
                        + " *less the always-free amounts:* first | each further | 10 services |\n|---|---|---|---|---|---|---|---|\n");
        fleets.forEach((name, fleet) -> table.append("| ")
                .append(name)
                .append(" | ")
                .append(sums(fleet).stream().map(CostTest::dollars).collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return table.append("\nPrices of ")
                .append(prices.text("region"))
                .append(", as known in ")
                .append(prices.text("knownAsOf"))
                .append(". ")
                .append(prices.text("about"))
                .append("\n\n")
                .toString();
    }

    private List<Double> sums(Fleet fleet) {
        double firstAfterFree = prices.afterFree(fleet.first());
        double tenAfterFree = prices.afterFree(fleet.of(10));
        return List.of(
                prices.of(fleet.first()),
                prices.of(fleet.further()),
                prices.of(fleet.of(10)),
                prices.of(fleet.of(1_000)),
                firstAfterFree,
                (tenAfterFree - firstAfterFree) / 9,
                tenAfterFree);
    }

    private String parts() {
        StringBuilder table = new StringBuilder("| what | price |");
        fleets.keySet().forEach(name -> table.append(" ").append(name).append(": first service | each further |"));
        table.append("\n|---|---|").append("---|---|".repeat(fleets.size())).append("\n");
        for (String item : prices.items()) {
            table.append("| ")
                    .append(item)
                    .append(" | ")
                    .append(prices.inWords(item))
                    .append(" |");
            fleets.values()
                    .forEach(fleet -> table.append(part(item, fleet.first())).append(part(item, fleet.further())));
            table.append("\n");
        }
        return table.toString();
    }

    private String part(String item, Spent spent) {
        return " " + amount(spent.of(item)) + " = " + dollars(prices.of(item, spent.of(item))) + " |";
    }

    private static String dollars(double sum) {
        return String.format(Locale.ROOT, sum >= 100 ? "%,.0f" : "%.2f", sum);
    }

    /** Two digits are as much as a measurement of some minutes is worth. */
    private static String amount(double of) {
        if (of < 100) {
            return String.format(Locale.ROOT, "%.0f", of);
        }
        double unit = Math.pow(10, Math.floor(Math.log10(of)) - 1);
        double rounded = Math.round(of / unit) * unit;
        return rounded >= 1e9
                ? String.format(Locale.ROOT, "%.1f G", rounded / 1e9)
                : rounded >= 1e6
                        ? String.format(Locale.ROOT, "%.1f M", rounded / 1e6)
                        : String.format(Locale.ROOT, "%,.0f", rounded);
    }
}
