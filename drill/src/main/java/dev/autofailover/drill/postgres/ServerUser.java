// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * As whom the servers run. PostgreSQL refuses to run as root; so root's lab hands its servers to {@code nobody}, or where that
 * is not allowed (a container with one user only) runs them in a user namespace in which root is nobody.
 */
public final class ServerUser {
    private static final String NOBODY = "nobody";

    private final String description;
    private final List<String> prefix;
    private final Optional<UserPrincipal> owner;

    private ServerUser(String description, List<String> prefix, Optional<UserPrincipal> owner) {
        this.description = description;
        this.prefix = prefix;
        this.owner = owner;
    }

    /**
     * Finds the first way that really works here, by trying it on {@code program} from within {@code folder}.
     *
     * @throws LabException for root when no way works
     */
    static ServerUser whoCanRun(Path program, Path folder) {
        if (!isRoot(folder)) {
            return new ServerUser("PostgreSQL runs as you", List.of(), Optional.empty());
        }
        for (var way : waysForRoot()) {
            if (Command.run(folder, way.command(List.of(program.toString(), "--version")), Map.of())
                    .succeeded()) {
                return way;
            }
        }
        throw new LabException("PostgreSQL refuses to run as root, and neither setpriv, runuser nor unshare can run "
                + program + " as somebody else: run this as an ordinary user");
    }

    /** In one line, for people: as whom the servers run, and how that was done. */
    public String description() {
        return description;
    }

    /** The command line that runs {@code words} as this user. */
    List<String> command(List<String> words) {
        var all = new ArrayList<>(prefix);
        all.addAll(words);
        return List.copyOf(all);
    }

    /** Gives a file or folder, which this JVM has made, to the user of the servers. */
    void own(Path path) {
        if (owner.isPresent()) {
            try {
                Files.setOwner(path, owner.get());
            } catch (IOException e) {
                throw new LabException("cannot give " + path + " to " + owner.get(), e);
            }
        }
    }

    private static List<ServerUser> waysForRoot() {
        var ways = new ArrayList<ServerUser>();
        nobody().ifPresent(nobody -> {
            var ids = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + groupOfNobody(), "--clear-groups", "--");
            ways.add(way("PostgreSQL runs as nobody (setpriv), since it refuses to run as root", ids, nobody));
            var runuser = List.of("runuser", "-u", NOBODY, "--");
            ways.add(way("PostgreSQL runs as nobody (runuser), since it refuses to run as root", runuser, nobody));
        });
        ways.add(new ServerUser(
                "PostgreSQL runs in a user namespace (unshare), since it refuses to run as root",
                List.of("unshare", "--user", "--"),
                Optional.empty()));
        return ways;
    }

    private static ServerUser way(String description, List<String> prefix, UserPrincipal owner) {
        return new ServerUser(description, prefix, Optional.of(owner));
    }

    private static Optional<UserPrincipal> nobody() {
        try {
            return Optional.of(
                    Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String groupOfNobody() {
        var id = Command.run(Path.of("/"), List.of("id", "-g", NOBODY), Map.of());
        return id.succeeded() ? id.output().strip() : "65534";
    }

    private static boolean isRoot(Path ownFolder) {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(ownFolder, "unix:uid"));
        } catch (IOException e) {
            throw new LabException("cannot tell who owns " + ownFolder, e);
        }
    }
}
