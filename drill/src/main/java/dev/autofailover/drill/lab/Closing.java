// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be closed, last opened first; one that fails to close keeps no other from it. */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        synchronized (open) {
            open.push(resource);
        }
        return resource;
    }

    @Override
    public void close() {
        while (true) {
            AutoCloseable next;
            synchronized (open) {
                if (open.isEmpty()) {
                    return;
                }
                next = open.pop();
            }
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("could not be closed: {}", next, e);
            }
        }
    }
}
