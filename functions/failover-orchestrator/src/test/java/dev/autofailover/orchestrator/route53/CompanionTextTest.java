// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.route53;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompanionTextTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        CompanionText text = new CompanionText("orders-2", 41, "frankfurt");

        assertThat(text.value()).isEqualTo("\"service=orders-2 generation=41 site=frankfurt\"");
        assertThat(CompanionText.parse(text.value())).contains(text);
    }

    @Test
    void theGreatestGenerationThatIsReadHasEighteenDigits() {
        assertThat(CompanionText.parse("\"service=orders generation=999999999999999999 site=ireland\""))
                .get()
                .extracting(CompanionText::generation)
                .isEqualTo(999_999_999_999_999_999L);
        assertThat(CompanionText.parse("\"service=orders generation=9999999999999999999 site=ireland\""))
                .as("more than a long holds")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "service=orders generation=1 site=ireland",
                "\"service=orders generation=1 site=ireland",
                "\"service=orders generation=one site=ireland\"",
                "\"service=orders generation=-1 site=ireland\"",
                "\"service=orders generation=1\"",
                "\"service=orders generation=1 site=\"",
                "\"service=orders generation=1 site=ireland \"",
                "\"generation=1 service=orders site=ireland\"",
                "\"service=Orders generation=1 site=ireland\"",
                "\"service=orders generation=1 site=ireland\" \"v=spf1 -all\"",
                "\"v=spf1 include:_spf.example.com ~all\""
            })
    void whatIsNotExactlyOfThatFormIsNoneOfOurs(String value) {
        assertThat(CompanionText.parse(value)).isEmpty();
    }

    @Test
    void itLiesBesideTheNameThatItIsAbout() {
        assertThat(CompanionText.nameFor("orders-db.example.com")).isEqualTo("_autofailover.orders-db.example.com");
    }
}
