// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.rds;

import dev.autofailover.simulated.Xml;
import java.util.function.Consumer;

/** What an operation answers: it writes the content of its {@code …Result} element. */
@FunctionalInterface
interface Result extends Consumer<Xml> {}
