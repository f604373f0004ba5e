// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

import java.time.Duration;
import java.util.List;

/**
 * Who may speak about a site.
 *
 * @param quorum how many fresh DOWN votes it takes, at least; never more than there are observers of a site
 * @param fresh how old a vote may be and still count
 */
public record Observers(int quorum, Duration fresh, List<Observer> list) {}
