// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.database.Finding.Answered;
import dev.autofailover.database.Finding.NotMade;
import dev.autofailover.database.Finding.Refused;
import dev.autofailover.database.Finding.Silent;
import dev.autofailover.database.Finding.Write;
import dev.autofailover.message.CheckAnswer;
import dev.autofailover.watch.CheckResult;
import dev.autofailover.watch.CheckResult.Ailing;
import dev.autofailover.watch.CheckResult.Failed;
import dev.autofailover.watch.CheckResult.Inconclusive;
import dev.autofailover.watch.CheckResult.Passed;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Duration TOOK = Duration.ofMillis(12);

    @Test
    void aWriterThatCommitsPasses() {
        assertThat(of(writer(new Write.Committed())))
                .isInstanceOf(Passed.class)
                .satisfies(result -> assertThat(result.evidence())
                        .containsEntry("inRecovery", "false")
                        .containsEntry("position", "0/5000148")
                        .containsEntry("wrote", "true"));
    }

    @Test
    void aStandbyThatAnswersPasses() {
        assertThat(of(FakeDatabases.STANDBY)).isInstanceOf(Passed.class);
    }

    @Test
    void anAnsweringPrimaryThatCannotCommitFailsAndIsNoSignOfIsolation() {
        CheckResult result = of(writer(new Write.Failed(Fault.BROKEN, "No space left on device")));

        assertThat(result).isInstanceOf(Failed.class);
        assertThat(result.reached()).isTrue();
        assertThat(result.reason()).isEqualTo("answers, but a write did not commit: No space left on device");
    }

    @Test
    void aReadOnlyPrimaryFailsAlsoWhereThePlanForbidsTheWrite() {
        Finding finding = new Answered(false, Optional.of("0/1"), Optional.empty(), true, new Write.NotTried());

        assertThat(of(finding)).isInstanceOf(Failed.class);
    }

    @Test
    void aWriteThatIsNotAllowedIsAFaultOfConfiguration() {
        assertThat(of(writer(new Write.Failed(Fault.CONFIGURATION, "permission denied"))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void aServerThatStartsUpFailsButWasReached() {
        CheckResult result = of(new Refused(Fault.BROKEN, "57P03", "the database system is starting up", false));

        assertThat(result).isInstanceOf(Failed.class);
        assertThat(result.reached()).isTrue();
        assertThat(result.evidence()).containsEntry("sqlState", "57P03");
    }

    @Test
    void tooManyClientsIsAilingAndAWrongPasswordIsInconclusive() {
        assertThat(of(new Refused(Fault.BUSY, "53300", "too many", false))).isInstanceOf(Ailing.class);
        assertThat(of(new Refused(Fault.CONFIGURATION, "28P01", "no", true))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void silenceFailsAndReachedNobody() {
        CheckResult result = of(new Silent("connection refused"));

        assertThat(result).isInstanceOf(Failed.class);
        assertThat(result.reached()).isFalse();
    }

    @Test
    void whoAskedHearsWhatIsKnownAndNothingElse() {
        assertThat(Assessment.answer(writer(new Write.Failed(Fault.BROKEN, "disk full")), TOOK))
                .isEqualTo(new CheckAnswer(
                        true,
                        Optional.of(false),
                        Optional.of("0/5000148"),
                        Optional.of(false),
                        TOOK,
                        "answers, but a write did not commit: disk full"));
        assertThat(Assessment.answer(new NotMade("no credentials"), TOOK))
                .isEqualTo(new CheckAnswer(
                        false, Optional.empty(), Optional.empty(), Optional.empty(), TOOK, "no credentials"));
    }

    private static CheckResult of(Finding finding) {
        return Assessment.result(finding);
    }

    private static Answered writer(Write write) {
        return new Answered(false, Optional.of("0/5000148"), Optional.empty(), false, write);
    }
}
