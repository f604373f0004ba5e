// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets this JVM resolve the names of its labs; every other name goes the usual way. Found by {@link java.util.ServiceLoader}. */
public final class LabResolverProvider extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new LabResolver(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "lab";
    }

    private record LabResolver(InetAddressResolver builtin) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            Optional<LabNames.Resolution> lab = LabNames.find(host);
            if (lab.isEmpty()) {
                return builtin.lookupByName(host, policy);
            }
            return Stream.of(lab.get().address().orElseThrow(() -> new UnknownHostException(host)));
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return builtin.lookupByAddress(address);
        }
    }
}
