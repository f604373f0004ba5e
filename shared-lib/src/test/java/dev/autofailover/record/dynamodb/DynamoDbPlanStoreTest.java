// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.record.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.PlanParser;
import dev.autofailover.plan.PlanVersion;
import dev.autofailover.record.RecordStore.Superseded;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbPlanStoreTest {
    private final RecordTable table = new RecordTable();
    private final DynamoDbPlanStore store = new DynamoDbPlanStore(table.client, RecordTable.NAME);

    @Test
    void theNewestVersionIsInForceAndEveryVersionIsKept() throws Superseded {
        store.add(plan("orders", 1, "PT10S"));
        store.add(plan("orders", 2, "PT20S"));
        store.add(plan("payments", 1, "PT10S"));

        assertThat(store.current("orders")).contains(plan("orders", 2, "PT20S"));
        assertThat(store.version("orders", 1)).contains(plan("orders", 1, "PT10S"));
        assertThat(store.current()).containsExactlyInAnyOrder(plan("orders", 2, "PT20S"), plan("payments", 1, "PT10S"));
        assertThat(store.current("invoices")).isEmpty();
    }

    @Test
    void ofTwoWhoAddTheSameVersionTheSecondIsRefused() throws Superseded {
        store.add(plan("orders", 1, "PT10S"));

        assertThatThrownBy(() -> store.add(plan("orders", 1, "PT20S"))).isInstanceOf(Superseded.class);
        assertThat(store.current("orders")).contains(plan("orders", 1, "PT10S"));
    }

    @Test
    void addingTheSameAgainAfterALostReplyIsNoError() throws Superseded {
        store.add(plan("orders", 1, "PT10S"));

        store.add(plan("orders", 1, "PT10S"));

        assertThat(store.current("orders")).contains(plan("orders", 1, "PT10S"));
    }

    @Test
    void aVersionWhoseWriterDiedBeforeItWasInForceIsPutInForceByTheNextOne() throws Superseded {
        store.add(plan("orders", 1, "PT10S"));
        writeOnly(plan("orders", 2, "PT20S"));

        assertThatThrownBy(() -> store.add(plan("orders", 2, "PT30S"))).isInstanceOf(Superseded.class);
        store.add(plan("orders", 3, "PT30S"));

        assertThat(store.current("orders")).contains(plan("orders", 3, "PT30S"));
        assertThat(store.version("orders", 2)).contains(plan("orders", 2, "PT20S"));
    }

    @Test
    void aPlanThatCantBeReadStopsNoOther() throws Superseded {
        store.add(plan("orders", 1, "PT10S"));
        put("PLANS", "future", 1, "service: future\nshape: of a later release");

        assertThat(store.current()).containsExactly(plan("orders", 1, "PT10S"));
    }

    private void writeOnly(PlanVersion plan) {
        put("SERVICE#" + plan.plan().service(), "PLAN#00000" + plan.version(), plan.version(), plan.text());
    }

    private void put(String pk, String sk, int version, String text) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.key(pk, sk));
        item.put("version", Keys.number(version));
        item.put("text", Keys.text(text));
        table.client.putItem(put -> put.tableName(RecordTable.NAME).item(item));
    }

    private static PlanVersion plan(String service, int version, String maxLag) {
        String text = """
            service: %s
            control: eu-north-1
            sites:
              ireland:
                region: eu-west-1
                database: orders
                endpoint: orders.c1a2b3.eu-west-1.rds.amazonaws.com
                isolation: sg-0aaaaaaaaaaaaaaaa
                checker: arn:aws:lambda:eu-west-1:111122223333:function:checker
              frankfurt:
                region: eu-central-1
                database: orders-replica
                endpoint: orders-replica.d4e5f6.eu-central-1.rds.amazonaws.com
                isolation: sg-0bbbbbbbbbbbbbbbb
                checker: arn:aws:lambda:eu-central-1:111122223333:function:checker
            prefers: ireland
            database:
              kind: rds-read-replica
              name: orders
              secret: arn:aws:secretsmanager:eu-west-1:111122223333:secret:checker-AbCdEf
              fence: { whenUnreachable: proceed }
            traffic:
              - route53-record: { hostedZone: Z0123456789EXAMPLE, name: orders-db.example.com, type: CNAME, ttl: PT5S }
            observers:
              quorum: 1
              fresh: PT90S
              list:
                - probe: { name: from-stockholm, from: eu-north-1, every: PT5S }
            policy: { mode: automatic, maxLag: %s }
            """.formatted(service, maxLag);
        try {
            return new PlanVersion(version, text, PlanParser.parse(text));
        } catch (InvalidPlan invalid) {
            throw new AssertionError(invalid);
        }
    }
}
