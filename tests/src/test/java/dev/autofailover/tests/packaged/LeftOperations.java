// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The operations of AWS that the SDK's clients in a jar can still call. */
public final class LeftOperations {
    private static final Pattern CLIENT =
            Pattern.compile("software/amazon/awssdk/services/(\\w+)/Default\\w+Client\\.class");
    private static final Pattern OPERATION = Pattern.compile(
            "\\(Lsoftware/amazon/awssdk/services/\\w+/model/\\w+Request;\\)Lsoftware/.*/model/\\w+Response;");

    private LeftOperations() {}

    /** Each as the SDK's package and the operation's name in lower case, such as {@code rds describedbinstances}. */
    public static Set<String> of(Path jar) throws IOException {
        Set<String> operations = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Matcher client = CLIENT.matcher(entry.getName());
                if (client.matches()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        ClassModel model = ClassFile.of().parse(in.readAllBytes());
                        model.methods().stream()
                                .filter(LeftOperations::isOperation)
                                .map(method -> client.group(1) + " "
                                        + method.methodName().stringValue().toLowerCase(Locale.ROOT))
                                .forEach(operations::add);
                    }
                }
            }
        }
        return operations;
    }

    private static boolean isOperation(MethodModel method) {
        return OPERATION.matcher(method.methodType().stringValue()).matches();
    }
}
