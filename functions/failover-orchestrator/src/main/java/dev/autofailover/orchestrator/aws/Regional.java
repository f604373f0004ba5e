// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;

/**
 * One client for each Region, made when it is first needed and kept as long as the function's process lives.
 *
 * @param <C> the client's type
 */
public final class Regional<C> {
    private final Map<String, C> clients = new ConcurrentHashMap<>();
    private final Function<Region, C> make;

    public Regional(Function<Region, C> make) {
        this.make = make;
    }

    /** The client for that Region. */
    public C in(String region) {
        return clients.computeIfAbsent(region, name -> make.apply(Region.of(name)));
    }
}
