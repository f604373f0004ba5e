// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.ServiceMetadataProvider;

class ServiceTableTest {
    private static final String LISTED = "software/amazon/awssdk/services/rds/RdsClient.class";
    private static final String UNLISTED = "software/amazon/awssdk/services/iam/IamClient.class";

    @Test
    void aServiceThatAJarHasAClientOfMustBeListed() throws IOException {
        Map<String, byte[]> jar = Map.of(LISTED, bytes(LISTED), UNLISTED, bytes(UNLISTED));

        assertThat(ServiceTable.missing(jar, jar.keySet())).containsExactly(ServiceTable.FILE + " lacks iam");
    }

    @Test
    void aClientThatWasTakenOutNeedsNoEntry() throws IOException {
        assertThat(ServiceTable.missing(Map.of(UNLISTED, bytes(UNLISTED)), Set.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dynamodb", "events", "lambda", "monitoring", "rds", "route53", "secretsmanager", "sns", "sqs"})
    void itSaysOfAServiceWhatTheSdksSays(String prefix) throws Exception {
        assertThat(new GeneratedServiceMetadataProvider().serviceMetadata(prefix))
                .hasSameClassAs(sdks().serviceMetadata(prefix));
    }

    /** Of the class that the SDK has under that name; here it is hidden behind ours. */
    private static ServiceMetadataProvider sdks() throws Exception {
        Path jar = Path.of(ServiceMetadata.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        byte[] theirs = Objects.requireNonNull(SmallJar.read(jar).get(ServiceTable.FILE));
        return (ServiceMetadataProvider) MethodHandles.privateLookupIn(ServiceMetadata.class, MethodHandles.lookup())
                .defineHiddenClass(theirs, true)
                .lookupClass()
                .getConstructor()
                .newInstance();
    }

    private static byte[] bytes(String entry) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(ServiceTable.class.getResourceAsStream("/" + entry))) {
            return bytes.readAllBytes();
        }
    }
}
