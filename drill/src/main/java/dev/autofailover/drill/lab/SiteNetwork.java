// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.lab;

import dev.autofailover.drill.network.Fault;
import dev.autofailover.drill.network.Gateway;
import dev.autofailover.drill.network.LoopbackNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways to one site's database: a public one for clients, one for the checkers of each Region, and one for replication, which runs on
 * AWS's own network. A security group closes the public one; a lost Region closes all.
 */
final class SiteNetwork implements AutoCloseable {
    private final Map<String, Gateway> ways = new HashMap<>();
    private final Gateway replication;

    /** Addresses that a site's listeners take: one for each of these, in a row. */
    private record Listeners(LoopbackNetwork network, int firstHost, int port, InetSocketAddress server) {
        Gateway open(int index) throws IOException {
            return Gateway.open(new InetSocketAddress(network.address(firstHost + index), port), server);
        }
    }

    /** How many addresses {@link #open} takes. */
    static int addresses(List<String> regions) {
        return regions.size() + 2;
    }

    static SiteNetwork open(
            LoopbackNetwork network, int firstHost, int port, List<String> regions, InetSocketAddress server)
            throws IOException {
        return new SiteNetwork(new Listeners(network, firstHost, port, server), regions);
    }

    private SiteNetwork(Listeners listeners, List<String> regions) throws IOException {
        List<String> callers = new ArrayList<>(List.of(WhereItRuns.OUTSIDE));
        callers.addAll(regions);
        for (int i = 0; i < callers.size(); i++) {
            ways.put(callers.get(i), listeners.open(i));
        }
        replication = listeners.open(callers.size());
    }

    /** The address that leads to the database for who runs in {@code region}. */
    InetAddress addressFor(String region) {
        return way(region).address().getAddress();
    }

    /** Where the other site's server fetches what it replicates. */
    InetSocketAddress replication() {
        return replication.address();
    }

    /** Breaks, or mends, every way. */
    void apply(Fault fault) {
        ways.values().forEach(way -> way.apply(fault));
        replication.apply(fault);
    }

    /** Breaks, or mends, the way of the checkers of one Region. */
    void apply(String region, Fault fault) {
        way(region).apply(fault);
    }

    /** Lets new connections of clients in, or not; open ones stay, as they do behind a security group. */
    void admitClients(boolean admitted) {
        way(WhereItRuns.OUTSIDE).admit(caller -> admitted);
    }

    private Gateway way(String region) {
        Gateway way = ways.get(region);
        if (way == null) {
            throw new IllegalArgumentException("no way from " + region);
        }
        return way;
    }

    @Override
    public void close() {
        ways.values().forEach(Gateway::close);
        replication.close();
    }
}
