// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.autofailover.database.SqlCheck;
import dev.autofailover.drill.dns.DnsServer;
import dev.autofailover.drill.dns.LabNames;
import dev.autofailover.drill.template.Stack;
import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.RecordStore.Superseded;
import dev.autofailover.record.dynamodb.DynamoDbPlanStore;
import dev.autofailover.simulated.AwsHttpServer;
import dev.autofailover.simulated.Caller;
import dev.autofailover.simulated.SimulatedAws;
import dev.autofailover.simulated.lambda.HandlerContext;
import dev.autofailover.simulated.lambda.InvocationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Gives events to one real handler, one after the other, as a warm environment would get them. Around it is a simulated AWS in which
 * plans/orders.yaml is in force and nothing is wrong.
 */
public final class Invocations implements AutoCloseable {
    private static final String STACK = "autofailover";
    private static final String ORCHESTRATOR = "failover-orchestrator";
    private static final String DATABASE_CHECKER = "database-health-checker";

    /** So long the world goes on before the first event, for its metrics to have samples. */
    private static final Duration BEFORE = Duration.ofMinutes(3);
    /** An event that is later than this after the last one comes at once: nothing of interest happens in between. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final World world;
    private final InvokedFunction function;
    private final RequestStreamHandler handler;
    private final DnsServer dns;
    private final LabNames.Registration names;
    private final PrintWriter err;
    private Optional<AwsHttpServer> served = Optional.empty();
    private int number;

    private Invocations(World world, WorldNames names, Deployment deployment, PrintWriter err) {
        this.world = world;
        this.dns = deployment.dns();
        this.function = deployment.function();
        this.err = err;
        this.names = LabNames.register(names);
        this.handler = function.handlerIn(
                world.surroundings(caller(deployment.plan()), function.variables()), deployment.sql());
    }

    private record Deployment(DnsServer dns, InvokedFunction function, Plan plan, SqlCheck sql) {}

    /** The names under which functions may be invoked: of their modules, as the template of the project in {@code root} has them. */
    public static List<String> functions(Path root) throws IOException {
        return InvokedFunction.of(stack(root, plan(root), "")).stream()
                .map(InvokedFunction::module)
                .toList();
    }

    /** Whether the template has a function of that module or logical id. */
    public static boolean has(Path root, String name) throws IOException {
        return InvokedFunction.named(name, InvokedFunction.of(stack(root, plan(root), "")))
                .isPresent();
    }

    /**
     * A world with that function in it.
     *
     * @param name of the function's module, or its logical id in the template
     * @param now when the world begins
     * @param err what the function logs through its context
     * @throws IllegalArgumentException when the template has no such function
     */
    public static Invocations of(Path root, String name, Instant now, PrintWriter err) throws IOException {
        Plan plan = plan(root);
        World world = World.begin(now.minus(BEFORE));
        var names = new WorldNames(world.route53());
        DnsServer dns = DnsServer.start(names);
        String server = dns.address().getAddress().getHostAddress() + ":"
                + dns.address().getPort();
        Stack stack = stack(root, plan, server);
        InvokedFunction function = named(name, stack);
        Scene.put(world, stack);
        SqlCheck sql = Scene.put(world, plan, named(DATABASE_CHECKER, stack));
        world.time().advance(BEFORE);
        var invocations = new Invocations(world, names, new Deployment(dns, function, plan, sql), err);
        invocations.putInForce(root, plan);
        return invocations;
    }

    /**
     * Invokes the function once, and prints its answer or its error to {@code lines}.
     *
     * @return whether the function returned; when not, its error has been printed
     */
    public boolean invoke(byte[] event, AnswerLines lines) {
        Duration ahead = EventTime.in(event, world.time().instant())
                .map(at -> Duration.between(world.time().instant(), at))
                .orElse(Duration.ZERO);
        if (ahead.isPositive() && ahead.compareTo(LONGEST_WAIT) < 0) {
            world.time().advance(ahead);
        }
        try {
            lines.returned(answer(event));
            return true;
        } catch (IOException | RuntimeException | StackOverflowError thrown) {
            lines.error(reason(thrown));
            return false;
        }
    }

    /** From now on every call of the function, and what it publishes, is printed to {@code lines}. */
    public void tellOfCalls(AnswerLines lines) {
        world.aws().recording().subscribe(call -> {
            if (call.caller().name().equals(function.logicalId())) {
                lines.called(call);
            }
        });
    }

    /** For {@link AnswerLines}: the topic that votes are published to; empty for a function that publishes none. */
    public Optional<String> votesTopic() {
        return Optional.ofNullable(function.variables().get("VOTES_TOPIC"));
    }

    /** The world's AWS for functions in other processes, until this is closed. It is for a network that nobody else is in. */
    public void serve(InetSocketAddress at) throws IOException {
        served = Optional.of(world.aws().serve(at));
    }

    /** Lets the world's time pass until then: who is not in this JVM has a clock that does not wait for the world's. */
    public void keepUpWith(Instant now) {
        Duration behind = Duration.between(world.time().instant(), now);
        if (behind.isPositive()) {
            world.time().advance(behind);
        }
    }

    @Override
    public void close() throws IOException {
        served.ifPresent(AwsHttpServer::close);
        names.close();
        world.close();
        dns.close();
    }

    private byte[] answer(byte[] event) throws IOException {
        var output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), output, new HandlerContext(next(), err::println));
        return output.toByteArray();
    }

    private InvocationContext next() {
        String arn = "arn:aws:lambda:" + function.variables().get("AWS_REGION") + ":" + SimulatedAws.ACCOUNT
                + ":function:" + function.logicalId();
        Instant deadline = world.time().instant().plus(function.timeout());
        return new InvocationContext("invoke-" + ++number, function.logicalId(), arn, deadline, world.time());
    }

    /**
     * Through the orchestrator where it is the one that is invoked, so that it has its record; else just for reading; not at all where
     * the function reads no plan.
     */
    private void putInForce(Path root, Plan plan) throws IOException {
        String text = Files.readString(planFile(root));
        if (function.module().equals(ORCHESTRATOR)) {
            String command = "{\"command\":\"apply-plan\",\"by\":\"invoke\",\"plan\":" + TextNode.valueOf(text) + "}";
            answer(command.getBytes(StandardCharsets.UTF_8));
            return;
        }
        String table = function.variables().get("TABLE");
        if (table == null) {
            return;
        }
        DynamoDbClient client = world.client(DynamoDbClient.builder(), plan.control());
        try {
            new DynamoDbPlanStore(client, table).add(new PlanVersion(1, text, plan));
        } catch (Superseded impossible) {
            throw new IllegalStateException("a new table holds a plan already", impossible);
        }
    }

    private Caller caller(Plan plan) {
        return Caller.function(function.logicalId(), plan.control());
    }

    private static Plan plan(Path root) throws IOException {
        try {
            return PlanParser.parse(Files.readString(planFile(root)));
        } catch (InvalidPlan invalid) {
            throw new IOException(planFile(root) + " is no plan any more: " + invalid.getMessage(), invalid);
        }
    }

    private static Path planFile(Path root) {
        return root.resolve("plans").resolve("orders.yaml");
    }

    private static Stack stack(Path root, Plan plan, String dnsServer) throws IOException {
        Map<String, String> parameters =
                dnsServer.isEmpty() ? Map.of("Role", "control") : Map.of("Role", "control", "DnsServer", dnsServer);
        return Stack.resolve(
                root.resolve("template.yaml"),
                new Stack.Target(STACK, plan.control(), SimulatedAws.ACCOUNT, parameters));
    }

    private static InvokedFunction named(String name, Stack stack) {
        return InvokedFunction.named(name, InvokedFunction.of(stack))
                .orElseThrow(() -> new IllegalArgumentException("the template has no function " + name));
    }

    private static String reason(Throwable thrown) {
        if (thrown instanceof StackOverflowError) {
            return "the event is nested too deeply";
        }
        String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        boolean ours = thrown.getClass().getName().startsWith("dev.autofailover.");
        return ours ? message : thrown.getClass().getSimpleName() + ": " + message;
    }
}
