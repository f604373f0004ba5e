// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class VariablesTest {
    private static Variables with(String name, String value) {
        return new Variables(Map.of(name, value));
    }

    @Test
    void aMissingVariableIsNamedWithItsRemedy() {
        assertThatThrownBy(() -> new Variables(Map.of()).required("TABLE", "the name of the table of records"))
                .isInstanceOf(Variables.Malformed.class)
                .hasMessage("environment variable TABLE is missing: set it to the name of the table of records");
    }

    @Test
    void aBlankVariableCountsAsMissing() {
        assertThat(with("DNS_SERVER", "  ").optional("DNS_SERVER")).isEmpty();
        assertThatThrownBy(() -> with("CONTROL_REGION", "").region("CONTROL_REGION"))
                .hasMessageStartingWith("environment variable CONTROL_REGION is missing: set it to an AWS Region");
    }

    @Test
    void aMalformedVariableIsNamedWithItsValueAndItsRemedy() {
        assertThatThrownBy(() -> with("CONTROL_REGION", "Stockholm").region("CONTROL_REGION"))
                .hasMessage(
                        "environment variable CONTROL_REGION is \"Stockholm\": set it to an AWS Region such as eu-north-1");
        assertThatThrownBy(() -> with("VOTES_TOPIC", "votes").arn("VOTES_TOPIC", "sns"))
                .hasMessageContainingAll("VOTES_TOPIC", "\"votes\"", "arn:aws:sns:eu-north-1");
        assertThatThrownBy(() -> with("DEAD_LETTERS", "queue").url("DEAD_LETTERS"))
                .hasMessageContainingAll("DEAD_LETTERS", "\"queue\"", "https://sqs.");
    }

    @Test
    void anArnOfAnotherServiceIsRefused() {
        assertThatThrownBy(() -> with("VOTES_TOPIC", "arn:aws:sqs:eu-north-1:111122223333:votes")
                        .arn("VOTES_TOPIC", "sns"))
                .isInstanceOf(Variables.Malformed.class);
    }

    @Test
    void wellFormedValuesAreReadAsWhatTheyAre() {
        assertThat(with("R", " eu-north-1 ").region("R")).isEqualTo(Region.EU_NORTH_1);
        assertThat(with("R", "us-gov-west-1").region("R").id()).isEqualTo("us-gov-west-1");
        assertThat(with("T", "arn:aws:sns:eu-north-1:111122223333:votes")
                        .arn("T", "sns")
                        .name())
                .isEqualTo("votes");
        assertThat(with("U", "http://127.0.0.1:4566/1/q").url("U").getPort()).isEqualTo(4566);
        assertThat(with("D", "PT1M").duration("D", Duration.ZERO)).hasMinutes(1);
        assertThat(new Variables(Map.of()).duration("D", Duration.ofSeconds(7))).hasSeconds(7);
        assertThat(with("N", "9").number("N", 5, 1, 9)).isEqualTo(9);
        assertThat(new Variables(Map.of()).number("N", 5, 1, 9)).isEqualTo(5);
    }

    @Test
    void numbersOutOfRangeAndDurationsThatAreNotPositiveAreRefused() {
        assertThatThrownBy(() -> with("FLEET_LIMIT", "0").number("FLEET_LIMIT", 5, 1, 100))
                .hasMessage("environment variable FLEET_LIMIT is \"0\": set it to a whole number from 1 to 100");
        assertThatThrownBy(() -> with("D", "-PT1S").duration("D", Duration.ZERO))
                .hasMessageContaining("positive");
        assertThatThrownBy(() -> with("D", "10s").duration("D", Duration.ZERO)).hasMessageContaining("PT5S");
    }
}
