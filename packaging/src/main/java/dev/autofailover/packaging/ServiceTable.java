// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.FieldModel;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;

/** The {@link GeneratedServiceMetadataProvider} that the functions' jars have instead of the SDK's. */
final class ServiceTable {
    /** Its entry in a jar. */
    static final String FILE = "software/amazon/awssdk/regions/GeneratedServiceMetadataProvider.class";

    private static final Pattern CLIENT = Pattern.compile("software/amazon/awssdk/services/\\w+/\\w+Client\\.class");

    private ServiceTable() {}

    /** The class file. */
    static byte[] bytes() throws IOException {
        try (InputStream bytes = ServiceTable.class.getClassLoader().getResourceAsStream(FILE)) {
            return Objects.requireNonNull(bytes).readAllBytes();
        }
    }

    /**
     * The services whose clients are in the jar and which the table does not know.
     *
     * @param whole all classes, by their entries, as the SDK has them
     * @param reached those of the jar
     */
    static Set<String> missing(Map<String, byte[]> whole, Set<String> reached) {
        Set<String> missing = new TreeSet<>();
        GeneratedServiceMetadataProvider table = new GeneratedServiceMetadataProvider();
        for (String name : reached) {
            if (CLIENT.matcher(name).matches()) {
                ClassFile.of().parse(Objects.requireNonNull(whole.get(name))).fields().stream()
                        .filter(field -> field.fieldName().equalsString("SERVICE_METADATA_ID"))
                        .map(ServiceTable::text)
                        .filter(service -> table.serviceMetadata(service) == null)
                        .forEach(service -> missing.add(ServiceTable.FILE + " lacks " + service));
            }
        }
        return missing;
    }

    private static String text(FieldModel constant) {
        return (String) constant.findAttribute(Attributes.constantValue())
                .orElseThrow()
                .constant()
                .constantValue();
    }
}
