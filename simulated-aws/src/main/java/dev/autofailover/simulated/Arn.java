// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

/**
 * An Amazon Resource Name.
 *
 * @param resource what follows the account: {@code function:name:alias}, or a topic's or queue's name
 */
public record Arn(String service, String region, String resource) {
    /**
     * Reads {@code arn:aws:service:region:account:resource}.
     *
     * @throws AwsError when {@code text} is none, or one of another account
     */
    public static Arn of(String text) {
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || !"arn".equals(parts[0])) {
            throw new AwsError(400, "InvalidParameter", "Invalid parameter: not an ARN: " + text);
        }
        if (!SimulatedAws.ACCOUNT.equals(parts[4])) {
            throw new AwsError(403, "AccessDenied", "Not simulated: another account: " + text);
        }
        return new Arn(parts[2], parts[3], parts[5]);
    }

    @Override
    public String toString() {
        return "arn:aws:" + service + ":" + region + ":" + SimulatedAws.ACCOUNT + ":" + resource;
    }
}
