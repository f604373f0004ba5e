// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Writes the files by which one server is configured. They are ours from the first line to the last. */
final class ServerConfiguration {
    /**
     * Small and quick, and as safe as what happens here asks for. A commit is acknowledged when its log record is written to the
     * operating system; without fsync it may not be on the disk yet, which only the death of the machine could turn into a loss, and
     * with it this lab is over. Whatever is done to the server's processes, {@code kill -9} included, loses nothing acknowledged. Replication
     * is asynchronous, as it is between RDS Regions, so the standby may miss what the primary has acknowledged.
     */
    private static final String SETTINGS = """
            shared_buffers = 16MB
            max_connections = 50
            max_worker_processes = 2
            max_parallel_workers = 0
            max_logical_replication_workers = 0
            autovacuum_max_workers = 1
            max_wal_senders = 5
            max_replication_slots = 0
            wal_level = replica
            wal_keep_size = 256MB
            max_wal_size = 256MB
            hot_standby = on
            fsync = off
            synchronous_commit = on
            synchronous_standby_names = ''
            wal_receiver_status_interval = 1s
            wal_retrieve_retry_interval = 500ms
            # Nothing outside of the lab's folder: no sockets, no segments in /dev/shm.
            unix_socket_directories = ''
            dynamic_shared_memory_type = mmap
            password_encryption = scram-sha-256
            ssl = on
            log_line_prefix = '%m [%p] '
            timezone = 'UTC'
            log_timezone = 'UTC'
            datestyle = 'iso, mdy'
            lc_messages = 'C'
            """;

    /** Encrypted and with a password, as RDS has it since PostgreSQL 15 (rds.force_ssl = 1). */
    private static final String WHO_MAY_CONNECT = """
            hostssl all         all 127.0.0.0/8 scram-sha-256
            hostssl replication all 127.0.0.0/8 scram-sha-256
            """;

    private final PostgresInstallation installation;
    private final Path data;
    private final String name;
    private final InetSocketAddress listen;

    ServerConfiguration(PostgresInstallation installation, Path data, String name, InetSocketAddress listen) {
        this.installation = installation;
        this.data = data;
        this.name = name;
        this.listen = listen;
    }

    /** Writes all of them; with {@code upstream} the server follows what answers there, and without it is on its own. */
    void write(Optional<InetSocketAddress> upstream) throws IOException {
        var own = "listen_addresses = '" + listen.getAddress().getHostAddress() + "'\n"
                + "port = " + listen.getPort() + "\n"
                + "cluster_name = '" + name + "'\n"
                + "ssl_cert_file = '" + installation.certificate().certificate() + "'\n"
                + "ssl_key_file = '" + installation.certificate().key() + "'\n";
        put("postgresql.conf", SETTINGS + own + upstream.map(this::follow).orElse(""));
        put("pg_hba.conf", WHO_MAY_CONNECT);
        put("pg_ident.conf", "");
        put("postgresql.auto.conf", "");
    }

    /** Makes the server start as a standby. */
    void markAsStandby() throws IOException {
        put("standby.signal", "");
    }

    /** Writes a file of the data directory that only the servers' user can read. */
    void put(String file, String text) throws IOException {
        var target = data.resolve(file);
        var part = data.resolve(file + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, text);
        installation.user().own(part);
        // A running server may read the file at any time, and must not see half of it.
        Files.move(part, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private String follow(InetSocketAddress upstream) {
        var login = installation.accounts().replication();
        return "primary_conninfo = 'host=" + upstream.getAddress().getHostAddress() + " port=" + upstream.getPort()
                + " user=" + login.user() + " password=" + login.password() + " application_name=" + name
                + " sslmode=require connect_timeout=2'\n";
    }
}
