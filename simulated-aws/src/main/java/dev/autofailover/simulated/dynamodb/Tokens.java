// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.dynamodb;

import dev.autofailover.simulated.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of one expression, read from left to right. */
final class Tokens {
    private static final int EXPRESSION_BYTES = 4096;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*([#:]?[A-Za-z_][A-Za-z0-9_]*|[#:][A-Za-z0-9_]+|[0-9]+|<>|<=|>=|[=<>(),.\\[\\]+-])");
    private static final String END = "<EOF>";

    private final String kind;
    private final List<String> tokens = new ArrayList<>();
    private int position;

    /** The tokens of {@code expression}, which is the request's parameter {@code kind}. */
    Tokens(String kind, String expression) {
        this.kind = kind;
        if (expression.isBlank()) {
            throw invalid("The expression can not be empty;");
        }
        if (expression.length() > EXPRESSION_BYTES) {
            throw invalid("Expression size has exceeded the maximum allowed size;");
        }
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            end = matcher.end();
            matcher.region(end, expression.length());
        }
        if (!expression.substring(end).isBlank()) {
            throw invalid("Syntax error; near: " + expression.substring(end).strip());
        }
    }

    /** The token that is next, and stays next. */
    String peek() {
        return position < tokens.size() ? tokens.get(position) : END;
    }

    /** The token after the one that is next. */
    String peekSecond() {
        return position + 1 < tokens.size() ? tokens.get(position + 1) : END;
    }

    /** How many tokens were taken. */
    int position() {
        return position;
    }

    /** Takes the next token. */
    String take() {
        String token = peek();
        position++;
        return token;
    }

    /** Whether {@code word} is next, whatever its case. */
    boolean nextIs(String word) {
        return peek().toUpperCase(Locale.ROOT).equals(word);
    }

    /** Takes the next token if it is {@code word}. */
    boolean takeIf(String word) {
        boolean matches = nextIs(word);
        if (matches) {
            position++;
        }
        return matches;
    }

    /** Takes the next token, which must be {@code word}. */
    void expect(String word) {
        if (!takeIf(word)) {
            throw syntax();
        }
    }

    /** Whether all of it was read. */
    boolean atEnd() {
        return position >= tokens.size();
    }

    /** Refuses the expression unless all of it was read. */
    void expectEnd() {
        if (!atEnd()) {
            throw syntax();
        }
    }

    /** The refusal of what is next. */
    AwsError syntax() {
        return invalid("Syntax error; token: \"" + peek() + "\"");
    }

    /** The refusal of the expression, for {@code reason}. */
    AwsError invalid(String reason) {
        return Values.invalid("Invalid " + kind + ": " + reason);
    }
}
