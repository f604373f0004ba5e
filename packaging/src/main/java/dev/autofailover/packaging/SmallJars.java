// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes {@code MODULE-function.jar}, which is deployed, of {@code MODULE-shaded.jar}: takes out what cannot be reached, and checks what is
 * left and how large it is.
 */
public final class SmallJars {
    private static final double MEGABYTE = 1e6;
    /** How many bytes the orchestrator's jar may have, and any other. */
    private static final long ORCHESTRATORS_LIMIT = 12_000_000;

    private static final long LIMIT = 8_000_000;

    /** For builds, for packagers, or nobody's: no class of the jars names them. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "META-INF/(maven|native-image|proguard)/.*|META-INF/services/javax\\.annotation\\.processing\\..*"
                    + "|Log4j-.*\\.(dtd|xsd)|.*\\.(vm|java)|mime\\.types|software/amazon/awssdk/regions/internal/region/endpoints\\.json");

    private final Path root;
    private final Shrinking shrinking;
    private final LocalDateTime time;

    private SmallJars(Path root, Shrinking shrinking, LocalDateTime time) {
        this.root = root;
        this.shrinking = shrinking;
        this.time = time;
    }

    /**
     * Of all functions.
     *
     * @param args the project's folder, and the time that all entries get
     * @throws IllegalStateException when a jar is larger than it may be, or lacks what one of its classes asks for
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Path root = Path.of(args[0]).toRealPath();
        LocalDateTime time = LocalDateTime.ofInstant(Instant.parse(args[1]), ZoneOffset.UTC);
        SmallJars jars = new SmallJars(root, Shrinking.in(root.resolve("packaging")), time);
        List<String> wrong = new ArrayList<>();
        for (Future<List<String>> made : jars.makeAll()) {
            wrong.addAll(made.get());
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join("\n", wrong));
        }
    }

    /** As many at once as there are processors: it is the longest part of a build without tests. */
    private List<Future<List<String>>> makeAll() throws IOException, InterruptedException {
        try (Stream<Path> modules = Files.list(root.resolve("functions"));
                ExecutorService workers =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return workers.invokeAll(modules.sorted()
                    .<Callable<List<String>>>map(
                            module -> () -> make(module.getFileName().toString()))
                    .toList());
        }
    }

    private List<String> make(String module) throws IOException, InterruptedException {
        Path target = root.resolve("functions").resolve(module).resolve("target");
        Path shaded = target.resolve(module + "-shaded.jar");
        Map<String, byte[]> whole = SmallJar.read(shaded);
        whole.keySet().removeIf(name -> LEFT_OUT.matcher(name).matches());
        whole.put(LogPlugins.FILE, LogPlugins.none());
        whole.put(ServiceTable.FILE, ServiceTable.bytes());
        Map<String, byte[]> small = small(whole, shrinking.reached(shaded, NamedInFiles.of(whole)));
        Set<String> missing = LinkCheck.missing(whole, small);
        missing.addAll(FrameCheck.wrong(whole, small));
        missing.addAll(ServiceTable.missing(whole, small.keySet()));
        List<String> wrong = new ArrayList<>();
        missing.forEach(each -> wrong.add(module + ": " + each));
        Path jar = target.resolve(module + "-function.jar");
        SmallJar.write(jar, small, time);
        long size = Files.size(jar);
        System.out.printf(
                "%s: %.2f MB of %.2f%n", root.relativize(jar), size / MEGABYTE, Files.size(shaded) / MEGABYTE);
        long limit = module.equals("failover-orchestrator") ? ORCHESTRATORS_LIMIT : LIMIT;
        if (size > limit) {
            wrong.add(jar + " has " + size + " bytes, more than " + limit);
        }
        return wrong;
    }

    private static Map<String, byte[]> small(Map<String, byte[]> whole, Map<String, byte[]> reached) {
        Map<String, byte[]> small = new TreeMap<>(reached);
        whole.forEach((name, bytes) -> {
            if (!name.endsWith(".class") || MultiRelease.stays(name, whole.keySet(), reached.keySet())) {
                small.put(name, bytes);
            }
        });
        return small;
    }
}
