// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.database;

import dev.autofailover.database.CredentialSource.Unavailable;
import dev.autofailover.database.Finding.NotMade;
import dev.autofailover.database.Finding.Refused;
import dev.autofailover.message.CheckRequest;

/** A look at a database with the credentials of its secret; once more when those remembered were refused and newer ones are there. */
final class DatabaseLook {
    private final SqlCheck check;
    private final CredentialSource credentials;

    DatabaseLook(SqlCheck check, CredentialSource credentials) {
        this.check = check;
        this.credentials = credentials;
    }

    Finding look(CheckRequest request) {
        try {
            Credentials first = credentials.of(request.secret());
            Finding finding = check.look(request, first);
            if (!(finding instanceof Refused refused) || !refused.credentials()) {
                return finding;
            }
            Credentials second = credentials.insteadOf(first, request.secret());
            return second.equals(first) ? finding : check.look(request, second);
        } catch (Unavailable unavailable) {
            return new NotMade(unavailable.reason());
        }
    }
}
