// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.drill.lab.Lab;
import dev.autofailover.drill.lab.LabBuilder;
import dev.autofailover.plan.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code autofailover lab}: the lab stays up until Ctrl-C, to be played with. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "Simulated Regions around real databases, up until Ctrl-C: break things by hand and watch.")
public final class LabCommand implements Callable<Integer> {
    private final Path root;

    @Mixin
    private LabFlags lab = new LabFlags();

    @Option(names = "--json", paramLabel = "FILE", description = "once all is ready, write where everything is")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    /** For the project in {@code root}. */
    public LabCommand(Path root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Lab running = LabBuilder.build(lab.options(root))) {
            describe(running, out);
            if (json != null) {
                write(json, running);
            }
            // Until the process is told to end; a shutdown hook then clears the lab away.
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private static void describe(Lab lab, PrintWriter out) {
        out.println("lab ready · " + lab.way() + " · Ctrl-C ends it and leaves nothing behind");
        out.println("  dns       dig @" + lab.dnsServer().replace(":", " -p ") + " " + lab.recordName());
        out.println("  aws       AWS_ENDPOINT_URL=" + lab.awsEndpoint()
                + " AWS_ACCESS_KEY_ID=lab AWS_SECRET_ACCESS_KEY=lab");
        for (Site site : lab.plan().sites()) {
            out.println("  " + site.name() + "   PGPASSWORD="
                    + lab.accounts().application().password() + " psql -h "
                    + lab.address(site.name()) + " -p " + lab.plan().database().port() + " -U "
                    + lab.accounts().application().user() + " " + lab.accounts().database() + "   # processes "
                    + lab.server(site.name()).processes());
        }
        out.flush();
    }

    private static void write(Path file, Lab lab) throws IOException {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("dns", lab.dnsServer())
                .put("awsEndpoint", lab.awsEndpoint().toString())
                .put("record", lab.recordName())
                .put("service", lab.plan().service());
        for (Site site : lab.plan().sites()) {
            ObjectNode database = all.withArray("databases")
                    .addObject()
                    .put("site", site.name())
                    .put("region", site.region())
                    .put("identifier", site.database())
                    .put("endpoint", site.endpoint())
                    .put("address", lab.address(site.name()))
                    .put("port", lab.plan().database().port())
                    .put("user", lab.accounts().application().user())
                    .put("password", lab.accounts().application().password())
                    .put("database", lab.accounts().database());
            lab.server(site.name()).processes().forEach(database.putArray("processes")::add);
        }
        // Who waits for the file must never see half of it.
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(
                unfinished, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
