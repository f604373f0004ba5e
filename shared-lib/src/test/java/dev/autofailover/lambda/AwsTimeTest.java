// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2019-10-02T17:04:40.989+0000, 2019-10-02T17:04:40.989Z",
        "2019-10-02T17:04:40.989+0200, 2019-10-02T15:04:40.989Z",
        "2019-10-02T17:04:40.989+00:00, 2019-10-02T17:04:40.989Z",
        "2018-09-27T22:36:43Z, 2018-09-27T22:36:43Z",
        "2018-09-27T22:36:43.292Z, 2018-09-27T22:36:43.292Z",
        "2023-08-14 13:04:12.874, 2023-08-14T13:04:12.874Z",
        "2023-08-14 13:04:12, 2023-08-14T13:04:12Z"
    })
    void everyWayInWhichAwsWritesATimeIsRead(String written, String meant) {
        assertThat(AwsTime.parse(written).orElseThrow()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2023-08-14",
                "13:04:12",
                "2023-13-14 13:04:12",
                "1700000000",
                "2023-08-14T13:04:12 noon"
            })
    void whatIsNoTimeIsNoTime(String written) {
        assertThat(AwsTime.parse(written)).isEmpty();
    }

    @Test
    void aTimeWithoutAZoneIsUtc() {
        assertThat(AwsTime.parse("2023-08-14 00:00:00").orElseThrow()).isEqualTo("2023-08-14T00:00:00Z");
    }
}
