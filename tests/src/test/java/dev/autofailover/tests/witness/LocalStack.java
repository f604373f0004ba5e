// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.witness;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.PortBinding;
import dev.autofailover.tests.docker.Docker;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container, one for all tests of this JVM, where Docker has its image. */
final class LocalStack {
    /** The last one that needs no account with LocalStack. */
    private static final String IMAGE = "localstack/localstack:4.14.0";

    private static final int PORT = 4566;

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    /** A container that nobody ends does so itself: Testcontainers' own way takes an image more. */
    private static final String[] LONGEST = {"timeout", "900"};

    private LocalStack() {}

    /** Where it listens. Skips the test, visibly, where Docker has not the image. */
    static URI url() {
        Docker.assumeImage(IMAGE);
        return URI.create("http://127.0.0.1:" + Started.CONTAINER.getMappedPort(PORT));
    }

    /** Reached from this machine alone, and gone when it has ended. */
    private static void bounded(CreateContainerCmd create) {
        create.withEntrypoint(Stream.concat(Stream.of(LONGEST), Stream.of(create.getEntrypoint()))
                .toArray(String[]::new));
        Objects.requireNonNull(create.getHostConfig())
                .withPortBindings(PortBinding.parse("127.0.0.1::" + PORT))
                .withAutoRemove(true);
    }

    /** At the first use. */
    private static final class Started {
        static final LocalStackContainer CONTAINER = start();

        private static LocalStackContainer start() {
            LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(IMAGE))
                    .withServices("route53", "dynamodb", "sns", "sqs", "events")
                    .withStartupTimeout(STARTS_WITHIN);
            // Without Docker's socket, which only its Lambda needs: Testcontainers would look with one more image
            // whether it can be mounted.
            container.setBinds(List.of());
            container.withCreateContainerCmdModifier(LocalStack::bounded);
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
            container.start();
            return container;
        }
    }
}
