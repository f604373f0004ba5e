// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.cloudformation;

import dev.autofailover.simulated.Answer;
import dev.autofailover.simulated.Arn;
import dev.autofailover.simulated.AwsError;
import dev.autofailover.simulated.Call;
import dev.autofailover.simulated.QueryProtocol;
import dev.autofailover.simulated.SimulatedService;
import dev.autofailover.simulated.Xml;
import dev.autofailover.simulated.protocol.QueryParameters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** CloudFormation: stacks that were deployed by other means, to be described. */
public final class SimulatedCloudFormation implements SimulatedService {
    private static final QueryProtocol PROTOCOL =
            new QueryProtocol("http://cloudformation.amazonaws.com/doc/2010-05-15/");

    private final InstantSource time;
    private final List<Stack> stacks = new CopyOnWriteArrayList<>();

    private record Stack(String region, String name, Instant created, Map<String, String> outputs) {
        /** With a part of its own at the end on AWS, which nobody reads. */
        String id() {
            return new Arn("cloudformation", region, "stack/" + name + "/0").toString();
        }
    }

    /** A CloudFormation without stacks. */
    public SimulatedCloudFormation(InstantSource time) {
        this.time = time;
    }

    /** Puts in a stack that is complete, with these outputs. */
    public void addStack(String region, String name, Map<String, String> outputs) {
        stacks.add(new Stack(region, name, time.instant(), new TreeMap<>(outputs)));
    }

    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public String operation(Call call) {
        return PROTOCOL.operation(call);
    }

    @Override
    public Answer answer(Call call) {
        String operation = operation(call);
        if (!operation.equals("DescribeStacks")) {
            throw QueryProtocol.unknown(operation);
        }
        List<Stack> found = find(call.region(), QueryParameters.of(call).only("StackName"));
        return PROTOCOL.answer(
                operation, result -> result.list("Stacks", "member", found, SimulatedCloudFormation::write));
    }

    private List<Stack> find(String region, QueryParameters input) {
        Optional<String> wanted = input.text("StackName");
        List<Stack> found = stacks.stream()
                .filter(stack -> stack.region().equals(region))
                .filter(stack -> wanted.filter(name -> !name.equals(stack.name()) && !name.equals(stack.id()))
                        .isEmpty())
                .toList();
        if (found.isEmpty() && wanted.isPresent()) {
            throw new AwsError(400, "ValidationError", "Stack with id " + wanted.get() + " does not exist");
        }
        return found;
    }

    private static void write(Xml xml, Stack stack) {
        xml.text("StackId", stack.id())
                .text("StackName", stack.name())
                .text("CreationTime", stack.created())
                .text("StackStatus", "CREATE_COMPLETE")
                .text("DisableRollback", false)
                .list(
                        "Outputs",
                        "member",
                        stack.outputs().entrySet(),
                        (member, output) ->
                                member.text("OutputKey", output.getKey()).text("OutputValue", output.getValue()));
    }

    @Override
    public Answer answer(AwsError error) {
        return PROTOCOL.answer(error);
    }
}
