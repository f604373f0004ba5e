// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.lambda;

import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Everything of the world that a function can reach. Its composition root takes nothing else, so the lab runs the real handler by
 * giving it another world.
 *
 * @param variables the environment variables
 * @param http what carries every AWS call
 * @param clock what time it is
 */
public record Surroundings(
        Map<String, String> variables,
        SdkHttpClient http,
        AwsCredentialsProvider credentials,
        InstantSource clock,
        Waiting waiting) {}
