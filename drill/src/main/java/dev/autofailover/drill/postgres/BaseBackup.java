// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;

/**
 * A copy of a running server's data, from which a standby starts: what pg_basebackup does, which the programs at hand do not include.
 * The server is told that a backup begins and ends, and what was torn while it wrote is mended by its log on the standby's start
 * (PostgreSQL manual, 25.3.3 "Making a Base Backup Using the Low Level API").
 */
final class BaseBackup {
    /** What the manual tells to leave out: the content of these folders, and these files. */
    private static final Set<String> EMPTY_FOLDERS = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> NOT_COPIED =
            Set.of("postmaster.pid", "postmaster.opts", "standby.signal", "backup_label", "tablespace_map");

    private final PostgresInstallation installation;

    BaseBackup(PostgresInstallation installation) {
        this.installation = installation;
    }

    /** Copies the data of the server that {@code sql} speaks to; {@code target} must not exist. */
    void copy(ServerSql sql, Path source, Path target) throws SQLException, IOException {
        // The two calls must come from one session.
        try (var connection = sql.connectAsAdministrator("postgres");
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', fast => true)");
            Files.walkFileTree(source, new Copy(source, target));
            try (var row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)")) {
                row.next();
                var label = target.resolve("backup_label");
                Files.writeString(label, row.getString(1));
                installation.user().own(label);
            }
        }
        var status = Files.createDirectory(target.resolve("pg_wal/archive_status"));
        installation.user().own(status);
    }

    private final class Copy extends SimpleFileVisitor<Path> {
        private final Path source;
        private final Path target;

        Copy(Path source, Path target) {
            this.source = source;
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            var copy = target.resolve(source.relativize(folder).toString());
            Files.createDirectory(
                    copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            installation.user().own(copy);
            boolean contentIsLeftOut =
                    EMPTY_FOLDERS.contains(source.relativize(folder).toString());
            return contentIsLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var name = source.relativize(file).toString();
            if (!NOT_COPIED.contains(name)) {
                var copy = target.resolve(name);
                try {
                    Files.copy(file, copy);
                } catch (NoSuchFileException e) {
                    // The server has deleted it meanwhile; its log says so too.
                    return FileVisitResult.CONTINUE;
                }
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
                installation.user().own(copy);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
