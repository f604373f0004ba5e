// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.rds;

import dev.autofailover.lambda.SideBySide;
import dev.autofailover.orchestrator.database.DatabaseChecks;
import dev.autofailover.orchestrator.effect.Effects;
import java.time.InstantSource;

/**
 * What a database adapter reaches out with besides RDS. Changes go through {@code effects}, so an adapter lives as long as one worker's
 * lease.
 */
public record Reach(DatabaseChecks checks, SideBySide sideBySide, Effects effects, InstantSource clock) {}
