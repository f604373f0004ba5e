// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.cli;

import dev.autofailover.drill.invoke.AnswerLines;
import dev.autofailover.drill.invoke.EventTime;
import dev.autofailover.drill.invoke.Invocations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autofailover invoke}: the real handler on sample events, in a simulated AWS. */
@Command(
        name = "invoke",
        mixinStandardHelpOptions = true,
        description = "Give events to a real handler, and see what it calls, says and returns, one JSON object a line.")
public final class InvokeCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    /** Lambda takes at most 6 MB (Lambda quotas, invocation payload). */
    private static final long LARGEST_EVENT = 6L * 1024 * 1024;

    private final Path root;
    private final Clock clock;

    @Parameters(index = "0", paramLabel = "FUNCTION", description = "its module, such as rds-event-subscriber")
    private String function = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "EVENT_FILE",
            description = "JSON, such as those in events/")
    private List<Path> events = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * For the project in {@code root}.
     *
     * @param clock for events that say no time
     */
    public InvokeCommand(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        if (!Invocations.has(root, function)) {
            String known = String.join(", ", Invocations.functions(root));
            throw new ParameterException(spec.commandLine(), "no function is called " + function + ": one of " + known);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean allReturned = true;
        try (Invocations invocations = Invocations.of(root, function, beginning(), err)) {
            var lines = new AnswerLines(out, invocations.votesTopic());
            invocations.tellOfCalls(lines);
            for (Path event : events) {
                err.println("autofailover: " + function + " gets " + event);
                allReturned &= invoke(invocations, event, lines);
            }
        }
        return allReturned ? 0 : FAILED;
    }

    private static boolean invoke(Invocations invocations, Path file, AnswerLines lines) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST_EVENT) {
                lines.error(file + ": larger than " + LARGEST_EVENT + " bytes, which Lambda does not take");
                return false;
            }
            return invocations.invoke(Files.readAllBytes(file), lines);
        } catch (NoSuchFileException missing) {
            lines.error(file + ": no such file; events/ holds one for each way a function is called");
        } catch (IOException unreadable) {
            String why = Files.isDirectory(file) ? "it is a directory" : String.valueOf(unreadable.getMessage());
            lines.error(file + ": can't be read: " + why);
        }
        return false;
    }

    /** The first event happens now. */
    private Instant beginning() throws IOException {
        Instant now = clock.instant();
        Path first = events.getFirst();
        boolean readable = Files.isRegularFile(first) && Files.size(first) <= LARGEST_EVENT;
        Optional<Instant> said = readable ? EventTime.in(Files.readAllBytes(first), now) : Optional.empty();
        return said.orElse(now);
    }
}
