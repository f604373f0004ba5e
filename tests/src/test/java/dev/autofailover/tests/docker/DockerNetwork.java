// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A Docker network of one test's own, which leads nowhere else. What is in it is removed with it: when the test closes it, when this JVM ends, however
 * it ends, and at the latest when the next such test begins.
 */
public final class DockerNetwork implements AutoCloseable {
    private static final String LABEL = "dev.autofailover.tests";
    private static final Duration REMOVED_WITHIN = Duration.ofSeconds(60);

    /** Waits for the end of a pipe that only this JVM writes to. What is being started just then is seen at the next look. */
    private static final String REMOVE_AT_THE_END = """
            trap '' INT TERM HUP
            cat >/dev/null
            for look in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
              docker network inspect "$1" >/dev/null 2>&1 || exit 0
              for container in $(docker ps -aq --filter network="$1"); do docker rm -f "$container" >/dev/null 2>&1; done
              docker network rm "$1" >/dev/null 2>&1 || sleep 1
            done
            """;

    private final String name;
    private final Process remover;

    private DockerNetwork(String name, Process remover) {
        this.name = name;
        this.remover = remover;
    }

    /** Makes one, after removing those of tests on this machine that are no more. */
    public static DockerNetwork create() throws IOException {
        removeLeftBehind();
        String name = "autofailover-tests-" + UUID.randomUUID();
        Process remover = new ProcessBuilder("sh", "-c", REMOVE_AT_THE_END, "remover", name)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Docker.run(List.of("network", "create", "--internal", "--label", LABEL + "=" + owner(), name));
        return new DockerNetwork(name, remover);
    }

    /** For {@code --network}. */
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        remover.getOutputStream().close();
        try {
            if (!remover.waitFor(REMOVED_WITHIN)) {
                throw new IOException("the Docker network " + name + " could not be removed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeLeftBehind() {
        String format = "{{.Name}} {{.Label \"" + LABEL + "\"}}";
        Docker.run(List.of("network", "ls", "--filter", "label=" + LABEL, "--format", format))
                .lines()
                .map(line -> line.split(" ", 2))
                .filter(found -> isLeftBehind(found[1]))
                .forEach(found -> remove(found[0]));
    }

    private static void remove(String network) {
        Docker.run(List.of("ps", "-aq", "--filter", "network=" + network))
                .lines()
                .forEach(container -> Docker.run(List.of("rm", "-f", container)));
        Docker.run(List.of("network", "rm", network));
    }

    /** Whether the JVM that made it is one of this machine, and is no more. */
    private static boolean isLeftBehind(String owner) {
        String machine = machine() + "/";
        return owner.startsWith(machine)
                && ProcessHandle.of(Long.parseLong(owner.substring(machine.length())))
                        .isEmpty();
    }

    private static String owner() {
        return machine() + "/" + ProcessHandle.current().pid();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
