package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.newest;
import static dev.passerelle.core.conflict.ConflictPolicies.review;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.setAtCreate;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.mapping.CodeTable;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerExampleTest {
  private static Snapshot customer(String id, Fields fields) {
    return Snapshot.of(Customer.TYPE, RecordId.of(id), fields);
  }

  @Test
  void planWriteSettle() {
    CodeTable reps = CodeTable.of("reps", Map.of("1", "9001", "2", "9002"));
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(
                Customer.PHONE,
                Converters.phone("33", "0"),
                shared(newest("erp", Duration.ofMinutes(2))))
            .bind(Customer.OWNER, Converters.code(reps), setAtCreate("erp"));
    List<SyncRules> flows =
        List.of(
            new SyncRules(
                "customers", Customer.TYPE, Customer.TYPE, mapping, review(), Duration.ZERO));
    FlowChecks.check(flows);
    AdapterDescriptor descriptor =
        AdapterDescriptor.of(Customer.TYPE)
            .field(FieldRule.of(Customer.NAME).maxLength(69))
            .field(FieldRule.of(Customer.PHONE))
            .field(FieldRule.of(Customer.OWNER))
            .build();
    Fields erp =
        Fields.of(
            Customer.NAME, "Bâti Gwada", Customer.PHONE, "05 36 49 10 11", Customer.OWNER, "1");
    Fields crm =
        Fields.of(Customer.NAME, "Bati", Customer.PHONE, "+33536491011", Customer.OWNER, null);

    Plan plan =
        new Planner(flows)
            .plan(
                new PlanInput(
                    Side.seen("erp", customer("101", erp), descriptor),
                    Side.seen("crm", customer("H1", crm), descriptor),
                    Map.of("customers", FlowBases.none()),
                    (from, ref) -> new RefTranslator.Unlinked(),
                    Instant.parse("2026-03-16T12:00:00Z")));
    SideWrite write = plan.write("crm").orElseThrow();
    WriteResult answer =
        new WriteResult.Written("w1", customer("H1", crm.with(write.changed())), false);
    Settled settled = new Settlement(flows).apply(plan, "crm", answer);
    FlowBases next =
        FlowBases.none().moved(plan.movesOf("customers")).moved(settled.movesOf("customers"));

    assertThat(write.changed())
        .isEqualTo(Fields.of(Customer.NAME, "Bâti Gwada", Customer.OWNER, "9001"));
    assertThat(settled.audit())
        .extracting(AuditEntry::policy)
        .containsExactly("owner erp", "fill blank");
    assertThat(next.left()).isEqualTo(erp);
    assertThat(next.right()).isEqualTo(crm.with(write.changed()));
  }
}
