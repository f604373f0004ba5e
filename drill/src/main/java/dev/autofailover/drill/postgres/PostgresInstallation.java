// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.util.List;

/**
 * What the servers of one lab share.
 *
 * @param folder where their data lies; its end is theirs
 * @param user as whom they run
 */
public record PostgresInstallation(
        PostgresBinaries binaries,
        LabFolder folder,
        ServerUser user,
        ServerCertificate certificate,
        Accounts accounts) {

    /**
     * Unpacks the programs if need be, finds out as whom they can run, and makes the certificate.
     *
     * @param hostNames the names by which clients will call the servers
     * @throws LabException with what is missing on this machine
     */
    public static PostgresInstallation in(LabFolder folder, Accounts accounts, List<String> hostNames) {
        var binaries = PostgresBinaries.unpackedIn(CacheFolder.ofThisUser());
        var user = ServerUser.whoCanRun(binaries.program("postgres"), folder.path());
        var certificate = ServerCertificate.create(folder.path().resolve("tls"), hostNames, user);
        return new PostgresInstallation(binaries, folder, user, certificate, accounts);
    }
}
