// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autofailover.drill.operate.AwsTrouble.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.model.RdsException;

class AwsTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "403,AccessDenied,DENIED",
        "400,AccessDeniedException,DENIED",
        "403,AuthorizationError,DENIED",
        "403,ExpiredToken,CREDENTIALS",
        "400,UnrecognizedClientException,CREDENTIALS",
        "400,Throttling,THROTTLED",
        "503,ServiceUnavailable,SILENT",
        "404,DBInstanceNotFound,REFUSED"
    })
    void eachAnswerHasItsMeaning(int status, String code, Kind kind) {
        assertThat(trouble(status, code).kind()).isEqualTo(kind);
        assertThat(trouble(status, code).code()).isEqualTo(code);
    }

    @Test
    void aDenialNamesTheActionThatIsMissing() {
        assertThat(trouble(403, "AccessDenied").text())
                .isEqualTo("rds:DescribeDBInstances in eu-west-1 is not allowed to these credentials (AccessDenied):"
                        + " allow rds:DescribeDBInstances");
    }

    @Test
    void credentialsThatAreOverSayHowToGetNewOnes() {
        assertThat(trouble(403, "ExpiredToken").text()).contains("ExpiredToken", "aws sso login");
    }

    @Test
    void silenceIsSaidOnOneLine() {
        AwsTrouble trouble = AwsTrouble.of(
                "rds:DescribeDBInstances", "eu-west-1", SdkClientException.create("connect timed out\nat somewhere"));

        assertThat(trouble.kind()).isEqualTo(Kind.SILENT);
        assertThat(trouble.text())
                .isEqualTo(
                        "rds:DescribeDBInstances in eu-west-1 was not answered (connect timed out): look at the network");
    }

    private static AwsTrouble trouble(int status, String code) {
        AwsServiceException failure = RdsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("said so")
                        .build())
                .build();
        return AwsTrouble.of("rds:DescribeDBInstances", "eu-west-1", failure);
    }
}
