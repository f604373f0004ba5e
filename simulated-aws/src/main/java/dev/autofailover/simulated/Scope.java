// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.Optional;

/** Which calls a fault concerns: all that fit every part that is given. */
public record Scope(
        Optional<String> region, Optional<String> service, Optional<String> operation, Optional<String> caller) {
    /** Every call. */
    public static Scope everything() {
        return new Scope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Every call to {@code region}; a fault that takes it away takes the Region itself away, with the functions that run in it. */
    public static Scope region(String region) {
        return new Scope(Optional.of(region), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Every call to {@code service}, in all Regions. */
    public static Scope service(String service) {
        return new Scope(Optional.empty(), Optional.of(service), Optional.empty(), Optional.empty());
    }

    /** Of these, the calls to {@code region}. */
    public Scope inRegion(String inRegion) {
        return new Scope(Optional.of(inRegion), service, operation, caller);
    }

    /** Of these, the calls to {@code ofService}, by its endpoint prefix. */
    public Scope ofService(String ofService) {
        return new Scope(region, Optional.of(ofService), operation, caller);
    }

    /** Of these, the calls of {@code operationName}, as AWS spells it. */
    public Scope operation(String operationName) {
        return new Scope(region, service, Optional.of(operationName), caller);
    }

    /** Of these, the calls made by {@code callerName}. */
    public Scope by(String callerName) {
        return new Scope(region, service, operation, Optional.of(callerName));
    }

    boolean covers(String callRegion, String callService, String callOperation, String callCaller) {
        return region.orElse(callRegion).equals(callRegion)
                && service.orElse(callService).equals(callService)
                && operation.orElse(callOperation).equals(callOperation)
                && caller.orElse(callCaller).equals(callCaller);
    }

    /** The Region, when all of it is meant. */
    Optional<String> wholeRegion() {
        return service.isEmpty() && operation.isEmpty() && caller.isEmpty() ? region : Optional.empty();
    }
}
