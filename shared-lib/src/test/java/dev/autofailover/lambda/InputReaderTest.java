// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputReaderTest {
    private static Object read(String text) throws IOException {
        return InputReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anObjectIsRead() throws IOException {
        assertThat(read("{\"a\":1}")).hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "42",
                "\"text\"",
                "{",
                "{\"a\":",
                "{} {}",
                "{'a':1}",
                "{\"a\":1,\"a\":2}",
                "\u0000"
            })
    void whatIsNoJsonObjectIsUnusableWithAReason(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith("the input")
                .hasNoCause();
    }

    @Test
    void absurdDepthIsRefusedWithoutExhaustingTheStack() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(500_000)))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("depth");
    }

    @Test
    void absurdSizeIsRefusedBeforeItIsParsed() {
        String text = "{\"a\":\"" + "x".repeat(InputReader.LARGEST_BYTES) + "\"}";

        assertThatThrownBy(() -> read(text)).hasMessage("the input is larger than 1048576 bytes");
    }

    @Test
    void anAbsurdlyLongNumberIsRefused() {
        assertThatThrownBy(() -> read("{\"a\":" + "9".repeat(100_000) + "}")).isInstanceOf(Unusable.class);
    }

    @Test
    void aReasonHasNoStackTrace() {
        assertThat(new Unusable("why").getStackTrace()).isEmpty();
    }
}
