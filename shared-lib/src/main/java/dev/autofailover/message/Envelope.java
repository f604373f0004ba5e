// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autofailover.json.FieldError;
import dev.autofailover.json.Fields;
import dev.autofailover.json.Forms;
import dev.autofailover.json.Json;
import dev.autofailover.json.Malformed;
import dev.autofailover.json.Shown;
import java.math.BigInteger;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every message has in common: its version comes first, and a newer one than we know is refused by its number. */
final class Envelope {
    /** What messages are written as, and the newest version of them that this code knows, but for a message that says otherwise. */
    static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Envelope.class);

    private Envelope() {}

    /** An empty message. */
    static ObjectNode message() {
        return message(VERSION);
    }

    /** An empty message of that version. */
    static ObjectNode message(int version) {
        return Json.object().put("version", version);
    }

    /**
     * The fields of a message between functions.
     *
     * @throws Malformed when it is no object of a version that we know
     */
    static Fields open(JsonNode message, String what) throws Malformed {
        return open(message, what, VERSION);
    }

    /** The same for a message that is known up to that version. */
    static Fields open(JsonNode message, String what, int newest) throws Malformed {
        Fields fields = Fields.of(message, what);
        fields.check();
        refuseNewer(message, newest);
        fields.read("version", Forms.integer(1, newest, "write \"version\": " + newest));
        fields.check();
        return fields;
    }

    /** Says what is to be done about a newer version, and nothing else: what it means can't be judged here. */
    static void refuseNewer(JsonNode message, int newest) throws Malformed {
        JsonNode version = message.path("version");
        if (version.isIntegralNumber() && version.bigIntegerValue().compareTo(BigInteger.valueOf(newest)) > 0) {
            throw new Malformed(List.of(new FieldError(
                    "version",
                    Shown.value("version", version),
                    "this function knows versions up to " + newest + "; deploy its newer release first")));
        }
    }

    /** Between functions an unknown field is no error: while a release is rolled out, a newer one may talk to an older one. */
    static void logUnknown(Fields fields) {
        for (String name : fields.unknown()) {
            LOG.info("ignored field {}: not known to this release", Shown.text(fields.pathOf(name)));
        }
    }
}
