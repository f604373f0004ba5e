// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.lambda.VirtualThreads;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Here and not beside {@link VirtualThreads}, for only a function brings a logger with a context. */
class LogContextSideBySideTest {
    @Test
    void whatRunsSideBySideLogsInTheContextOfItsCaller() {
        Supplier<String> requestId = () -> String.valueOf(MDC.get("requestId"));

        try (var _ = MDC.putCloseable("requestId", "42")) {
            assertThat(new VirtualThreads(1).all(List.of(requestId))).containsExactly("42");
        }
    }
}
