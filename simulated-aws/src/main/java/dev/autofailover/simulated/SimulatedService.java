// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

/** One AWS service in all simulated Regions: parses a request of its protocol, changes its state, answers. */
public interface SimulatedService {
    /** The endpoint prefix, such as {@code rds}, {@code monitoring} or {@code route53}. */
    String name();

    /** The operation that this request names, as AWS spells it ({@code DescribeDBInstances}); used by faults and recordings. */
    String operation(Call call);

    /**
     * Carries the request out.
     *
     * @throws AwsError what AWS would answer instead, also for every operation or parameter that is not simulated
     */
    Answer answer(Call call);

    /** The error as this service's protocol writes it. */
    Answer answer(AwsError error);

    /** Whether the answer takes time on the simulated clock, so that the caller may lose its patience meanwhile. */
    default boolean takesTime(Call call) {
        return false;
    }

    /** What this service answers when it is called too often. */
    default AwsError throttled() {
        return new AwsError(400, "Throttling", "Rate exceeded");
    }
}
