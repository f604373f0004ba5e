// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How an AWS service puts an event of its own on the default bus of its Region. */
public interface ServiceEvents {
    /**
     * Hands the event over; it is matched and delivered later. Nothing happens when the Region is gone.
     *
     * @param source such as {@code aws.rds}
     * @param resources the ARNs it is about
     */
    void emit(String region, String source, String detailType, List<String> resources, ObjectNode detail);
}
