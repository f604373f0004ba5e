// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.rdsevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventKindsTest {
    /** Every id of the lists this product was designed on, ranges written out. */
    private static final String DB_INSTANCE = """
            0001 0002 0003 0004 0005 0006 0007 0013 0015 0019 0020 0021 0022 0023 0026 0027 0031 0034 0035 0036 0044 0045 0046 0047
            0049 0050 0051 0052 0053 0057 0058 0062 0063 0065 0079 0080 0081 0087 0088 0089 0154 0155 0165 0178 0188 0202 0219 0220
            0221 0222 0223 0224 0233 0237 0254 0264 0265 0266 0267 0268 0269 0270 0278 0279 0280 0281 0282 0283 0284 0285 0306 0315
            0328 0329 0353 0356 0357 0358 0359 0360 0361 0362 0385 0390 0391 0398 0399 0403 0404 0415 0416 0418 0419 0420 0421 0422
            0425 0429 0501 0502
            """;

    private static final String CLUSTER = """
            0069 0070 0071 0072 0073 0083 0143 0150 0151 0152 0153 0156 0170 0171 0172 0173 0174 0176 0177 0181 0182 0183 0184 0185
            0186 0187 0238 0239 0240 0241 0286 0287 0288 0289 0290 0354 0355 0363 0387 0388 0389 0397 0423 0424 0512 0513 0517 0518
            0519
            """;

    private static final String BLUE_GREEN = "0244 0245 0246 0247 0248 0249 0250 0251 0252 0259 0260 0261";

    private final EventKinds kinds = EventKinds.load();

    private static List<String> ids(String written) {
        return Stream.of(written.strip().split("\\s+"))
                .map(digits -> "RDS-EVENT-" + digits)
                .toList();
    }

    /** That none stands twice is checked by loading. */
    @Test
    void everyIdOfTheDesignStandsInTheTableOfItsSource() {
        assertThat(ids(DB_INSTANCE))
                .allSatisfy(id -> assertThat(kinds.find(id))
                        .get()
                        .extracting(EventKind::sourceType)
                        .isEqualTo("db-instance"));
        assertThat(ids(CLUSTER))
                .allSatisfy(id -> assertThat(kinds.find(id))
                        .get()
                        .extracting(EventKind::sourceType)
                        .isEqualTo("db-cluster"));
        assertThat(ids(BLUE_GREEN))
                .allSatisfy(id -> assertThat(kinds.find(id))
                        .get()
                        .extracting(EventKind::sourceType)
                        .isEqualTo("blue-green-deployment"));
    }

    @Test
    void everyRowSaysWhatItMeansAndWhoSaysSo() {
        assertThat(kinds.all()).hasSizeGreaterThan(250).allSatisfy(kind -> {
            assertThat(kind.id()).matches("RDS-EVENT-\\d{4}");
            assertThat(kind.category()).isNotBlank();
            assertThat(kind.meaning()).isNotBlank();
            assertThat(kind.source()).isIn("RDS", "AUR", "RDS AUR", "note");
        });
    }

    @Test
    void anIdThatAwsAddedSinceIsNotFound() {
        assertThat(kinds.find("RDS-EVENT-0999")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0013, REPAIR_STARTED",
        "0050, REPAIR_STARTED",
        "0020, REPAIR_STARTED",
        "0026, REPAIR_STARTED",
        "0004, REPAIR_STARTED",
        "0049, REPAIR_ENDED",
        "0051, REPAIR_ENDED",
        "0021, REPAIR_ENDED",
        "0027, REPAIR_ENDED",
        "0006, REPAIR_ENDED",
        "0053, REPAIR_ENDED",
        "0065, REPAIR_ENDED",
        "0071, REPAIR_ENDED",
        "0072, REPAIR_STARTED",
        "0045, PROMOTION_BLOCKED",
        "0057, PROMOTION_BLOCKED",
        "0046, PROMOTION_UNBLOCKED",
        "0001, PROMOTION_BLOCKED",
        "0002, PROMOTION_UNBLOCKED",
        "0391, PROMOTION_BLOCKED",
        "0221, VOTE_DOWN",
        "0007, VOTE_DOWN",
        "0003, VOTE_DOWN",
        "0031, VOTE_DOWN",
        "0418, VOTE_SUSPECT",
        "0419, VOTE_SUSPECT",
        "0069, VOTE_SUSPECT",
        "0187, VOTE_SUSPECT"
    })
    void whatMattersIsToldTheOrchestrator(String digits, Outcome outcome) {
        assertThat(kinds.find("RDS-EVENT-" + digits))
                .get()
                .extracting(EventKind::outcome)
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"0420", "0219", "0220", "0023", "0361", "0390", "0015", "0034"})
    void whatOnlySoundsBadIsNoOutage(String digits) {
        assertThat(kinds.find("RDS-EVENT-" + digits))
                .get()
                .extracting(EventKind::outcome)
                .isEqualTo(Outcome.NOTHING);
    }

    @Test
    void noIdOfTheCategoryFailureVotesDownButTheOneThatSaysTheInstanceFailed() {
        assertThat(kinds.all())
                .filteredOn(kind -> kind.category().equals("failure") && kind.outcome() == Outcome.VOTE_DOWN)
                .extracting(EventKind::id)
                .containsExactly("RDS-EVENT-0031");
    }
}
