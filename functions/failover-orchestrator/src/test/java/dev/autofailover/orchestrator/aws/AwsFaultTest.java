// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.orchestrator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call to AWS means. */
class AwsFaultTest {
    @Test
    void noAnswerInTimeAndNoConnectionAreSilence() {
        assertThat(fault(ApiCallTimeoutException.create(3_000))).isInstanceOf(AwsFault.Silent.class);
        assertThat(fault(SdkClientException.create("Unable to execute HTTP request: connect timed out")))
                .isInstanceOf(AwsFault.Silent.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aServerErrorIsSilenceForItsEffectIsUnknown(int status) {
        assertThat(fault(answered(status, "InternalFailure"))).isInstanceOf(AwsFault.Silent.class);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, 403",
        "AccessDeniedException, 400",
        "UnauthorizedOperation, 400",
        "AuthorizationError, 403",
        "InvalidClientTokenId, 403"
    })
    void aDenialNamesTheActionThatTheRoleNeedsAndWhere(String code, int status) {
        AwsFault fault = fault(answered(status, code));

        assertThat(fault).isInstanceOf(AwsFault.Denied.class);
        assertThat(fault.text())
                .contains("the function's role needs rds:PromoteReadReplica in eu-central-1")
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource({"Throttling, 400", "ThrottlingException, 400", "RequestLimitExceeded, 400", "TooManyRequests, 429"})
    void tooManyCallsAreAThrottleAndNoDenial(String code, int status) {
        assertThat(fault(answered(status, code))).isInstanceOf(AwsFault.Throttled.class);
    }

    @Test
    void anyOtherAnswerIsARefusalWithItsCodeAsAwsSpellsIt() {
        AwsFault fault = fault(answered(400, "InvalidDBInstanceState"));

        assertThat(fault)
                .isInstanceOfSatisfying(
                        AwsFault.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("InvalidDBInstanceState"));
        assertThat(fault.text()).contains("rds:PromoteReadReplica", "eu-central-1", "InvalidDBInstanceState");
    }

    @Test
    void anAnswerWithoutDetailsIsKnownByItsStatus() {
        SdkException bare = AwsServiceException.builder().statusCode(418).build();

        assertThat(fault(bare))
                .isInstanceOfSatisfying(
                        AwsFault.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("HTTP 418"));
        assertThat(fault(AwsServiceException.builder().statusCode(403).build())).isInstanceOf(AwsFault.Denied.class);
    }

    private static AwsFault fault(SdkException failure) {
        return AwsFault.of("rds:PromoteReadReplica", "eu-central-1", failure);
    }

    private static SdkException answered(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("as AWS says")
                        .build())
                .build();
    }
}
