// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.tests.simulation;

import java.util.List;

/** Where things are: Ireland and Frankfurt hold the sites, Stockholm decides. */
final class Regions {
    static final String STOCKHOLM = "eu-north-1";
    static final String IRELAND = "eu-west-1";
    static final String FRANKFURT = "eu-central-1";
    static final List<String> ALL = List.of(STOCKHOLM, IRELAND, FRANKFURT);
    static final List<String> SITES = List.of(IRELAND, FRANKFURT);

    private Regions() {}

    /** How the plan calls the site in that Region. */
    static String site(String region) {
        return region.equals(IRELAND) ? "ireland" : "frankfurt";
    }

    static String of(String site) {
        return site.equals("ireland") ? IRELAND : FRANKFURT;
    }
}
