// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

/** How an AWS service invokes a customer's function: asynchronously, with Lambda's own retries afterwards. */
public interface Functions {
    /**
     * Puts the event on the function's queue.
     *
     * @param arn of the function, or of one of its aliases
     * @param source who hands it over, such as {@code sns}
     * @throws AwsError when there is no such function, or when its Region does not answer (status 503)
     */
    void invokeLater(String arn, byte[] event, String source);
}
