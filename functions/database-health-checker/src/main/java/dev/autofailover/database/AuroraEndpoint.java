// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database's endpoint. The writer endpoint of a secondary cluster of an Aurora global database is inactive, its name has
 * no address; until the cluster becomes the writer it is looked at by its reader endpoint, whose name follows from the other.
 */
final class AuroraEndpoint {
    private static final Pattern WRITER =
            Pattern.compile("([^.]+)\\.cluster-(?!ro-|custom-)(.+\\.rds\\.amazonaws\\.com)");

    private AuroraEndpoint() {}

    static InetAddress address(String host, PostgreSqlCheck.Names names) throws UnknownHostException {
        try {
            return names.address(host);
        } catch (UnknownHostException unknown) {
            Matcher writer = WRITER.matcher(host);
            if (!writer.matches()) {
                throw unknown;
            }
            return names.address(writer.group(1) + ".cluster-ro-" + writer.group(2));
        }
    }
}
