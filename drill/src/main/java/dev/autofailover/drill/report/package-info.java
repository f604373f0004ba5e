// SPDX-License-Identifier: Apache-2.0
/** What a drill shows: the timeline while it runs, then the verdict as lines, JSON, HTML and Markdown. */
@NullMarked
package dev.autofailover.drill.report;

import org.jspecify.annotations.NullMarked;
