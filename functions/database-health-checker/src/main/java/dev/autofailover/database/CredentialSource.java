// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

/** Where the credentials of a secret come from. */
public interface CredentialSource {
    /**
     * The credentials, perhaps remembered from an earlier call.
     *
     * @param secret ARN in any Region
     */
    Credentials of(String secret) throws Unavailable;

    /**
     * The credentials as they are now, after those remembered have been refused; they may still be the same, as asking often is limited.
     *
     * @param refused what the server did not accept
     */
    Credentials insteadOf(Credentials refused, String secret) throws Unavailable;

    /** There are no credentials to be had: a fault of configuration, or of Secrets Manager. It proves nothing about the database. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unavailable(String reason, Throwable cause) {
            super(reason, cause);
        }

        public Unavailable(String reason) {
            super(reason);
        }

        /** One sentence, with the remedy. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
