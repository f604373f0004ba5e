// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.lambda;

import java.io.InputStream;
import java.io.OutputStream;

/** The code of a function, in one of its execution environments: handles one event at a time. */
@FunctionalInterface
public interface Function {
    /**
     * Handles one event.
     *
     * @throws Exception any: a function error, as AWS sees it
     */
    void handle(InputStream in, OutputStream out, InvocationContext context) throws Exception;
}
