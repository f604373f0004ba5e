// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.deploy;

import dev.autofailover.tests.docker.Docker;
import dev.autofailover.tests.docker.DockerNetwork;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The AWS of {@code autofailover invoke} for functions in containers: a container too, since sam gives none a way to what listens on this machine's
 * loopback. The functions reach it by name, in a network that leads nowhere else.
 */
final class LocalAws {
    /** What to give to the functions as {@code AWS_ENDPOINT_URL}. */
    static final String URL = "http://aws:" + ServedWorld.PORT;

    private LocalAws() {}

    /** Starts it, of the image that the functions run in and the classes of this JVM. It ends with the network. */
    static void startIn(DockerNetwork network) {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .toList();
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--rm"));
        words.addAll(List.of("--network", network.name(), "--network-alias", "aws", "--memory", "768m"));
        for (Path folder : folders(classPath)) {
            words.addAll(List.of("--volume", folder + ":" + there(folder) + ":ro"));
        }
        words.addAll(List.of("--entrypoint", "/var/lang/bin/java", LambdaImage.NAME));
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx384m"));
        String entries = classPath.stream().map(LocalAws::there).collect(Collectors.joining(":"));
        words.addAll(List.of("--class-path", entries, ServedWorld.class.getName(), there(Tools.PROJECT)));
        String container = Docker.run(words);
        Eventually.see("the world in a container is served", () -> ready(container));
    }

    private static Optional<Boolean> ready(String container) {
        return Optional.of(Docker.run(List.of("logs", container)).contains(ServedWorld.READY))
                .filter(Boolean::booleanValue);
    }

    /** This project, and the one that holds all else of the class path. */
    private static List<Path> folders(List<Path> classPath) {
        Optional<Path> others = classPath.stream()
                .filter(entry -> !entry.startsWith(Tools.PROJECT))
                .map(Path::getParent)
                .reduce(LocalAws::common);
        return Stream.concat(Stream.of(Tools.PROJECT), others.stream()).toList();
    }

    /** What is called so here, in the container. */
    private static String there(Path path) {
        return "/host" + path;
    }

    private static Path common(Path one, Path other) {
        return Stream.iterate(Optional.of(one), folder -> folder.map(Path::getParent))
                .flatMap(Optional::stream)
                .filter(other::startsWith)
                .findFirst()
                .orElseThrow();
    }
}
