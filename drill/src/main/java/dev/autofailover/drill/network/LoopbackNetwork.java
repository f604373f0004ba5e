// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Addresses of one lab's own, {@code 127.x.y.1} to {@code 127.x.y.200}, so that each of its databases can have the same port, and two
 * labs on one machine never meet. On Linux the whole of 127/8 is there; elsewhere somebody has to add addresses first.
 */
public final class LoopbackNetwork implements AutoCloseable {
    /** Below the ports that operating systems give out by themselves. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;
    private static final int TRIES = 50;
    private static final int LAST_HOST = 200;

    /** Who listens here has the block; nobody ever connects. */
    private static final int CLAIM_HOST = 250;

    private static final int CLAIM_PORT = 19_999;

    /** The block for systems on which addresses are added by hand. */
    private static final int[] BY_HAND = {77, 0};

    private final int second;
    private final int third;
    private final ServerSocket claim;
    private final RandomGenerator random;

    private LoopbackNetwork(int second, int third, ServerSocket claim, RandomGenerator random) {
        this.second = second;
        this.third = third;
        this.claim = claim;
        this.random = random;
    }

    /**
     * Takes a block that no other lab has, until {@link #close}.
     *
     * @throws IllegalStateException saying in one line what this system lacks
     */
    public static LoopbackNetwork claim(RandomGenerator random) {
        for (int tries = 0; tries < TRIES; tries++) {
            var claimed = claim(random.nextInt(1, 255), random.nextInt(1, 255), random);
            if (claimed.isPresent()) {
                return claimed.get();
            }
        }
        return claim(BY_HAND[0], BY_HAND[1], random)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "the lab needs loopback addresses of its own, and this system has"
                                        + " 127.0.0.1 only: for i in $(seq 1 20) 250; do sudo ifconfig lo0 alias 127.77.0.$i up; done"));
    }

    /** One of its addresses; {@code host} is from 1 to 200. */
    public InetAddress address(int host) {
        if (host < 1 || host > LAST_HOST) {
            throw new IllegalArgumentException("host must be from 1 to " + LAST_HOST + ": " + host);
        }
        return address(second, third, host);
    }

    /** A port that nobody listens on at any of these addresses. */
    public int portFreeOn(List<InetAddress> addresses) {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = FIRST_PORT + random.nextInt(PORTS);
            if (addresses.stream().allMatch(address -> isFree(address, port))) {
                return port;
            }
        }
        throw new IllegalStateException("no free port found on " + addresses);
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "127." + second + "." + third + ".0/24";
    }

    private static Optional<LoopbackNetwork> claim(int second, int third, RandomGenerator random) {
        try {
            var claim = new ServerSocket(CLAIM_PORT, 1, address(second, third, CLAIM_HOST));
            return Optional.of(new LoopbackNetwork(second, third, claim, random));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isFree(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress address(int second, int third, int host) {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) second, (byte) third, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
