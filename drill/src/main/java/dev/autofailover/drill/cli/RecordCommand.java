// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.records.NotMoved;
import dev.autofailover.drill.records.RecordExport;
import dev.autofailover.drill.records.RecordImport;
import dev.autofailover.drill.records.RecordTable;
import dev.autofailover.lambda.AwsClients;
import dev.autofailover.lambda.CallLimits;
import dev.autofailover.lambda.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code autofailover record …}: takes the records of one control Region to another. docs/regions.md has the whole sequence. */
@Command(
        name = "record",
        description = "Copy the table of records, or move it to another control Region.",
        mixinStandardHelpOptions = true)
public final class RecordCommand implements Runnable {
    private static final int FAILED = 1;
    /** A page of a scan from the other side of the world. */
    private static final CallLimits PATIENT = new CallLimits(5, Duration.ofSeconds(10), Duration.ofSeconds(60));

    private final Supplier<Surroundings> world;
    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is run
    private CommandSpec spec;

    /** Which table. */
    static final class Where {
        @Option(names = "--region", required = true, paramLabel = "REGION", description = "the control Region")
        private String region = "";

        @Option(
                names = "--table",
                required = true,
                paramLabel = "NAME",
                description = "the table's name: what follows the / in the control stack's output TableArn")
        private String table = "";
    }

    /**
     * The command.
     *
     * @param world the operator's credentials and clock, asked for when it runs
     * @param in what is imported
     */
    public RecordCommand(Supplier<Surroundings> world, InputStream in) {
        this.world = world;
        this.in = in;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with the records: export or import");
    }

    @Command(name = "export", description = "Write all records to standard output.", mixinStandardHelpOptions = true)
    int export(
            @Mixin Where where,
            @Option(
                            names = "--hand-over",
                            description =
                                    "before that, end the deciding there for good: nothing is decided until the file is imported"
                                            + " elsewhere and each plan applied there")
                    boolean handOver) {
        Surroundings surroundings = world.get();
        RecordExport export = new RecordExport(
                table(surroundings, where), surroundings.clock().instant());
        try {
            List<String> lines = handOver ? export.handOver() : export.copy();
            lines.forEach(spec.commandLine().getOut()::println);
            return 0;
        } catch (NotMoved reason) {
            return failed(reason);
        }
    }

    @Command(
            name = "import",
            description = "Put the records on standard input into a table; nothing newer is overwritten.",
            mixinStandardHelpOptions = true)
    int importRecords(
            @Mixin Where where,
            @Option(
                            names = "--generation-at-least",
                            defaultValue = "0",
                            paramLabel = "N",
                            description =
                                    "for an old copy: the greatest generation that the TXT records _autofailover.NAME say")
                    long leastGeneration)
            throws IOException {
        List<String> lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .toList();
        try {
            RecordImport.Outcome outcome = new RecordImport(table(world.get(), where), leastGeneration).put(lines);
            outcome.records().forEach(service -> spec.commandLine().getOut().println(service + ": in place"));
            outcome.refused().forEach(why -> spec.commandLine().getErr().println("autofailover: " + why));
            return outcome.refused().isEmpty() ? 0 : FAILED;
        } catch (NotMoved reason) {
            return failed(reason);
        }
    }

    private int failed(NotMoved reason) {
        spec.commandLine().getErr().println("autofailover: " + reason.getMessage());
        return FAILED;
    }

    private static RecordTable table(Surroundings surroundings, Where where) {
        DynamoDbClient client =
                new AwsClients(surroundings).client(DynamoDbClient.builder(), Region.of(where.region), PATIENT);
        return new RecordTable(client, where.table);
    }
}
