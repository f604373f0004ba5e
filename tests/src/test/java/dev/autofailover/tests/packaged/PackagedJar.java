// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.packaged;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A function's jar, whose classes come from nowhere else. Shared with the tests are the JDK, the interfaces by which Lambda's runtime
 * calls a handler, and {@link Outside}.
 */
public final class PackagedJar extends URLClassLoader {
    private static final String TESTS = "dev.autofailover.tests.";
    private static final String INSIDE = TESTS + "packaged.inside.";
    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime.";

    private PackagedJar(URL jar) {
        super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    /** Opens the jar. */
    public static PackagedJar of(Path jar) {
        try {
            return new PackagedJar(jar.toUri().toURL());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Makes the function's handler, in that world. */
    public RequestStreamHandler handler(String className, Outside outside) {
        try {
            RequestStreamHandler handler = (RequestStreamHandler) within(() -> loadClass(INSIDE + "Inside")
                    .getMethod("handler", String.class, Outside.class)
                    .invoke(null, className, outside));
            return (in, out, context) -> within(() -> {
                handler.handleRequest(in, out, context);
                return out;
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Logs a failure with its cause, with the jar's logging. */
    public void logAFailure() throws IOException {
        within(() -> loadClass(INSIDE + "Inside").getMethod("logAFailure").invoke(null));
    }

    /** Looks at a real database with the jar's own check, in a connection with TLS that commits a row; what was found, as a text. */
    public String look(InetSocketAddress server, String database, String user, String password) throws IOException {
        return within(() -> (String) loadClass(INSIDE + "OfDatabases")
                .getMethod("look", InetSocketAddress.class, String.class, String.class, String.class)
                .invoke(null, server, database, user, password));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(INSIDE)) {
            return defined(name);
        }
        if (name.startsWith(TESTS) || (name.startsWith(LAMBDA) && !name.startsWith(LAMBDA + "log4j"))) {
            return PackagedJar.class.getClassLoader().loadClass(name);
        }
        return super.findClass(name);
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = PackagedJar.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    /** Libraries ask the thread for its class loader. */
    private <T extends @Nullable Object> T within(Callable<T> work) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return work.call();
        } catch (RuntimeException | IOException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new IllegalStateException(
                    thrown instanceof InvocationTargetException
                            ? String.valueOf(thrown.getCause())
                            : thrown.getMessage(),
                    thrown);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
