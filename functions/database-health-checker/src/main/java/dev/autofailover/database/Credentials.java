// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

/** Who logs in. Never written anywhere: its text form leaves the password out. */
public record Credentials(String username, String password) {
    @Override
    public String toString() {
        return "Credentials[username=" + username + ", password=…]";
    }
}
