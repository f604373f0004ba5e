// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A user of a database and the password; printed without it. */
public record Login(String user, String password) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A login with a password that nobody has used before. */
    public static Login withRandomPassword(String user) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return new Login(user, HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return user;
    }
}
