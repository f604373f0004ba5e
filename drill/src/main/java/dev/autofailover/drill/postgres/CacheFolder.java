// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where what is unpacked once stays between labs. */
public final class CacheFolder {
    private CacheFolder() {}

    /**
     * The first of these that can be written: {@code XDG_CACHE_HOME}, the home folder's {@code .cache}, a folder of this user's
     * in the temporary folder. Root's is {@code /var/cache/autofailover}, since its servers run as a user who can't see into
     * root's home.
     *
     * @throws LabException when none can be written
     */
    public static Path ofThisUser() {
        var user = System.getProperty("user.name");
        var candidates = "root".equals(user)
                ? List.of(Path.of("/var/cache/autofailover"), temporary(user))
                : List.of(userCache(), temporary(user));
        for (var candidate : candidates) {
            if (usable(candidate)) {
                return candidate;
            }
        }
        throw new LabException("no cache folder can be written, tried " + candidates + "; set XDG_CACHE_HOME");
    }

    private static Path userCache() {
        var given = System.getenv("XDG_CACHE_HOME");
        var base =
                given == null || given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        return base.resolve("autofailover");
    }

    private static Path temporary(String user) {
        return Path.of(System.getProperty("java.io.tmpdir"), "autofailover-cache-" + user);
    }

    /** A folder that somebody else made is not used: programs are run from it. */
    private static boolean usable(Path folder) {
        try {
            Files.createDirectories(folder);
            var own = Files.createTempFile(folder, ".own-", "");
            boolean mine = Files.getOwner(own).equals(Files.getOwner(folder));
            Files.delete(own);
            return mine;
        } catch (IOException e) {
            return false;
        }
    }
}
