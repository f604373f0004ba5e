// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.http.SdkHttpClient;

/** One AWS account in all Regions, in this JVM: its services, who calls them, and what is broken. */
public final class SimulatedAws {
    /** The account that everything belongs to. */
    public static final String ACCOUNT = "111122223333";

    private final SimulatedTime time;
    private final Map<String, SimulatedService> services = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Faults faults;
    private final Recording recording = new Recording();
    private final Deliveries deliveries;
    private final CallPath path;

    /** An account without services, which goes by {@code time}. */
    public SimulatedAws(SimulatedTime time) {
        this.time = time;
        faults = new Faults(time);
        deliveries = new Deliveries(time, faults);
        path = new CallPath(time, services, faults, recording);
    }

    /** Puts {@code service} where its endpoint prefix leads to; a service that is not here has no host. */
    public SimulatedAws with(SimulatedService service) {
        if (services.putIfAbsent(service.name(), service) != null) {
            throw new IllegalArgumentException(service.name() + " is here already");
        }
        return this;
    }

    /** The network as {@code caller} sees it, with the default time-outs. */
    public SdkHttpClient httpClient(Caller caller) {
        return httpClient(caller, ClientTimeouts.DEFAULT);
    }

    /** The network as {@code caller} sees it. The host name of each call says which service and Region it goes to. */
    public SdkHttpClient httpClient(Caller caller, ClientTimeouts timeouts) {
        return new CallerHttpClient(path, caller, timeouts);
    }

    /** Listens on a free port of the loopback interface, for SDK clients of other processes ({@code AWS_ENDPOINT_URL}). */
    public AwsHttpServer serve() throws IOException {
        return serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Listens there, which is for a network that nobody else is in. */
    public AwsHttpServer serve(InetSocketAddress at) throws IOException {
        return AwsHttpServer.start(path, at);
    }

    /** Listens on loopback with TLS. */
    public AwsHttpServer serve(SSLContext tls) throws IOException {
        return AwsHttpServer.start(path, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls);
    }

    /** The clock of this world. */
    public SimulatedTime time() {
        return time;
    }

    /** What is broken. */
    public Faults faults() {
        return faults;
    }

    /** A new id in the form of a UUID; the same ones in the same order in each world, so that a run can be repeated exactly. */
    public String newId() {
        return UUID.nameUUIDFromBytes(("id " + ids.incrementAndGet()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** How its services reach each other. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** The calls that were made. */
    public Recording recording() {
        return recording;
    }
}
