// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DnsServerTest {
    private static final Name RECORD = Name.fromConstantString("orders-db.example.com.");
    private static final Name IRELAND = Name.fromConstantString("orders.eu-west-1.rds.amazonaws.com.");
    private static final Name FRANKFURT = Name.fromConstantString("orders.eu-central-1.rds.amazonaws.com.");

    private final Map<Name, Record> records = new ConcurrentHashMap<>();
    private DnsServer server;

    private final Zone zone = new Zone() {
        @Override
        public boolean covers(Name name) {
            return !name.equals(Name.root);
        }

        @Override
        public Optional<RRset> find(Name name, int type) {
            return Optional.ofNullable(records.get(name))
                    .filter(record -> record.getType() == type)
                    .map(RRset::new);
        }

        @Override
        public boolean exists(Name name) {
            return records.containsKey(name);
        }
    };

    @BeforeEach
    void start() throws IOException {
        records.put(RECORD, new CNAMERecord(RECORD, DClass.IN, 5, IRELAND));
        records.put(IRELAND, new ARecord(IRELAND, DClass.IN, 1, InetAddress.getByName("127.0.0.2")));
        records.put(FRANKFURT, new ARecord(FRANKFURT, DClass.IN, 1, InetAddress.getByName("127.0.0.3")));
        server = DnsServer.start(zone);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Message ask(Name name, int type, boolean tcp) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTCP(tcp);
        return resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNameIsFollowedToItsAddressWithTheTtlsOfBothRecords(boolean tcp) throws IOException {
        Message answer = ask(RECORD, Type.A, tcp);

        assertThat(answer.getSection(Section.ANSWER)).extracting(Record::getTTL).containsExactly(5L, 1L);
        assertThat(answer.getSection(Section.ANSWER).getLast().rdataToString()).isEqualTo("127.0.0.2");
    }

    @Test
    void aChangedRecordIsAnsweredAtOnce() throws IOException {
        records.put(RECORD, new CNAMERecord(RECORD, DClass.IN, 5, FRANKFURT));

        assertThat(ask(RECORD, Type.A, false)
                        .getSection(Section.ANSWER)
                        .getLast()
                        .rdataToString())
                .isEqualTo("127.0.0.3");
    }

    @Test
    void aMissingNameIsToldFromAMissingType() throws IOException {
        assertThat(ask(Name.fromString("nobody.example.com."), Type.A, false).getRcode())
                .isEqualTo(Rcode.NXDOMAIN);
        Message noSuchType = ask(IRELAND, Type.TXT, false);
        assertThat(noSuchType.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(noSuchType.getSection(Section.ANSWER)).isEmpty();
    }

    @Test
    void aLoopOfNamesIsAnErrorAndNoEndlessAnswer() throws IOException {
        records.put(IRELAND, new CNAMERecord(IRELAND, DClass.IN, 5, RECORD));

        assertThat(ask(RECORD, Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    @Test
    void thisJvmResolvesALabsNamesWhileTheLabIsThere() throws IOException {
        String host = "orders.c0dnstest.eu-west-1.rds.amazonaws.com";
        InetAddress address = InetAddress.getByName("127.0.0.9");
        try (LabNames.Registration registration = LabNames.register(asked -> asked.equals(host)
                ? Optional.of(new LabNames.Resolution(Optional.of(address)))
                : asked.equals("gone." + host)
                        ? Optional.of(new LabNames.Resolution(Optional.empty()))
                        : Optional.empty())) {
            assertThat(registration).isNotNull();
            assertThat(InetAddress.getByName(host)).isEqualTo(address);
            assertThatExceptionOfType(UnknownHostException.class)
                    .isThrownBy(() -> InetAddress.getByName("gone." + host));
        }
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    }
}
