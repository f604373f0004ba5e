// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.dns;

import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Makes the answer to one query: follows CNAMEs inside the zone, and tells a missing name from a missing type. */
final class DnsAnswers {
    /** Longer chains are a loop. */
    private static final int LONGEST_CHAIN = 8;

    private final Zone zone;

    DnsAnswers(Zone zone) {
        this.zone = zone;
    }

    Message answer(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        Record question = query.getQuestion();
        if (query.getHeader().getOpcode() != Opcode.QUERY || question == null) {
            answer.getHeader().setRcode(Rcode.NOTIMP);
            return answer;
        }
        answer.addRecord(question, Section.QUESTION);
        if (!zone.covers(question.getName())) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return answer;
        }
        follow(question.getName(), question.getType(), answer);
        return answer;
    }

    private void follow(Name first, int type, Message answer) {
        Name name = first;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<RRset> found = zone.find(name, type);
            if (found.isPresent()) {
                found.get().rrs().forEach(record -> answer.addRecord(record, Section.ANSWER));
                return;
            }
            Optional<RRset> alias = zone.find(name, Type.CNAME);
            if (alias.isEmpty()) {
                if (i == 0 && !zone.exists(name)) {
                    answer.getHeader().setRcode(Rcode.NXDOMAIN);
                }
                return;
            }
            Record cname = alias.get().first();
            answer.addRecord(cname, Section.ANSWER);
            name = ((CNAMERecord) cname).getTarget();
        }
        answer.getHeader().setRcode(Rcode.SERVFAIL);
    }
}
