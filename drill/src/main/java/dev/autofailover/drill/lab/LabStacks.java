// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.drill.template.Stack;
import dev.autofailover.simulated.rds.EventSubscription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The template, deployed into the Regions of a lab: once for the role that decides, and once for each site elsewhere. */
final class LabStacks {
    static final String NAME = "lab";

    private final LabAws aws;
    private final Path template;
    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    LabStacks(LabAws aws, Path template) {
        this.aws = aws;
        this.template = template;
    }

    /** Deploys the role that decides. */
    void deployControl(String region, InetSocketAddress dns) throws IOException {
        deploy(
                region,
                Map.of(
                        "Role",
                        "control",
                        "CanaryTables",
                        "arn:aws:dynamodb:*:" + LabAccount.ID + ":table/sessions",
                        "DnsServer",
                        dns.getAddress().getHostAddress() + ":" + dns.getPort()));
    }

    /** Deploys the role of a site, which speaks to the one that decides; in that one's own Region it is there already. */
    void deploySite(String region, String control) throws IOException {
        if (region.equals(control)) {
            return;
        }
        deploy(
                region,
                Map.of(
                        "Role",
                        "site",
                        "ControlRegion",
                        control,
                        "VotesTopicArn",
                        output(control, "VotesTopicArn"),
                        "TableArn",
                        output(control, "TableArn")));
    }

    private void deploy(String region, Map<String, String> parameters) throws IOException {
        Stack stack = Stack.resolve(template, new Stack.Target(NAME, region, LabAccount.ID, parameters));
        stacks.put(region, stack);
        aws.stacks().addStack(region, NAME, stack.outputs());
        wiring(stack).build();
    }

    private Wiring wiring(Stack stack) {
        return new Wiring(
                stack,
                aws.administrator(),
                new LabFunctions(aws, stack),
                (name, topic, sourceType) -> aws.rds()
                        .subscribe(new EventSubscription(
                                stack.region(),
                                name,
                                topic,
                                sourceType,
                                List.of(),
                                List.of(),
                                true,
                                aws.time().instant())));
    }

    /** An output of that Region's stack. */
    String output(String region, String name) {
        return Optional.ofNullable(stacks.get(region))
                .map(stack -> stack.outputs().get(name))
                .orElseThrow(() -> new IllegalStateException("no output " + name + " in " + region));
    }

    /** Lets all schedules begin. */
    void startSchedules() {
        stacks.values().forEach(stack -> wiring(stack).start());
    }
}
