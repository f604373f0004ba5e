// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.plan;

/**
 * One side of a service.
 *
 * @param name how people call it, such as {@code ireland}
 * @param region its Region, such as {@code eu-west-1}
 * @param database the identifier of its database in that Region: of the DB instance, for an Aurora global database of the DB cluster
 * @param endpoint the host name under which the database is reached, and to which traffic is switched
 * @param isolation the security group that admits nobody but the checkers: what the fence puts in place
 * @param checker ARN of the database-health-checker function deployed in this Region
 */
public record Site(String name, String region, String database, String endpoint, String isolation, String checker) {}
