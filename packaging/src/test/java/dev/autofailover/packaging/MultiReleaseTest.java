// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MultiReleaseTest {
    private static final byte[] OLD = {8};
    private static final byte[] ELEVEN = {11};
    private static final byte[] TWENTY_ONE = {21};
    private static final Map<String, byte[]> JAR = Map.of(
            "a/Swar.class", OLD,
            "META-INF/versions/11/a/Swar.class", ELEVEN,
            "META-INF/versions/21/a/Swar.class", TWENTY_ONE,
            "META-INF/versions/99/a/Swar.class", OLD,
            "META-INF/versions/11/a/Swar$Inner.class", ELEVEN);

    @Test
    void aJarIsSeenWithTheLatestClassesForThisJava() {
        assertThat(MultiRelease.packed(JAR))
                .containsOnly(Map.entry("a/Swar.class", TWENTY_ONE), Map.entry("a/Swar$Inner.class", ELEVEN));
    }

    @Test
    void aFolderIsSeenWithoutThem() {
        assertThat(MultiRelease.unpacked(JAR)).containsOnly(Map.entry("a/Swar.class", OLD));
    }

    @Test
    void onlyTheLatestStays() {
        assertThat(JAR.keySet())
                .filteredOn(name -> MultiRelease.stays(name, JAR.keySet(), Set.of("a/Swar.class")))
                .containsExactlyInAnyOrder(
                        "META-INF/versions/21/a/Swar.class", "META-INF/versions/11/a/Swar$Inner.class");
    }

    @Test
    void theyGoWithTheClassThatTheyStandInFor() {
        assertThat(JAR.keySet()).noneMatch(name -> MultiRelease.stays(name, JAR.keySet(), Set.of("b/Other.class")));
    }
}
