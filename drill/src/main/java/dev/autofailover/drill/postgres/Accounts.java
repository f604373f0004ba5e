// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

/**
 * Who may log in, the same on a primary and its standbys.
 *
 * @param administrator the superuser, which on AWS nobody but RDS has; the lab acts with it where RDS would
 * @param replication what a standby follows its source with
 * @param application owns {@code database} and writes to it
 * @param monitor the health checker's: reads the server's state, makes tables of its own, reads no other data
 * @param database the application's database
 */
public record Accounts(Login administrator, Login replication, Login application, Login monitor, String database) {
    /** The user name under which the health checker comes. */
    public static final String MONITOR = "autofailover";

    /** Passwords are random, so that two labs can't be taken for one another. */
    public static Accounts random(String application, String database) {
        return new Accounts(
                Login.withRandomPassword("rdsadmin"),
                Login.withRandomPassword("rdsrepladmin"),
                Login.withRandomPassword(application),
                Login.withRandomPassword(MONITOR),
                database);
    }
}
