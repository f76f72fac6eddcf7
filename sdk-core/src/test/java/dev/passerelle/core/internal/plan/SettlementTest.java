package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.internal.plan.Pair.CRM;
import static dev.passerelle.core.internal.plan.Pair.ERP;
import static dev.passerelle.core.internal.plan.Pair.mapping;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private static final Field<String> NAME = Customer.NAME;
  private static final Field<String> NOTE = Customer.NOTE;
  private static final Fields OLD = Fields.of(NAME, "A", NOTE, "x");
  private static final Fields NEW = Fields.of(NAME, "B", NOTE, "y");

  private final Pair pair =
      Pair.of(mapping().bind(NAME, ownedBy(ERP)).bind(NOTE, ownedBy(ERP)))
          .base(OLD, OLD)
          .shows(NEW, OLD);
  private final Plan plan = pair.plan();
  private final Settlement settlement = new Settlement(pair.flows);

  private static Snapshot crm(Fields fields) {
    return Snapshot.of(Customer.TYPE, RecordId.of("H1"), fields);
  }

  private static WriteResult.Written written(Fields fields) {
    return new WriteResult.Written("w", crm(fields), false);
  }

  @Test
  void theBaseTakesWhatTheAnswerReturned() {
    Settled settled = settlement.apply(plan, CRM, written(NEW));
    assertThat(settled.movesOf("customers")).isEqualTo(new BaseMoves(NEW, NEW));
    assertThat(settled.open()).isEmpty();
  }

  @Test
  void aFieldThatTheAnswerDoesNotShowStaysOpenForTheNextSnapshot() {
    Settled settled = settlement.apply(plan, CRM, written(Fields.of(NAME, "B")));
    assertThat(settled.movesOf("customers").right()).isEqualTo(Fields.of(NAME, "B"));
    assertThat(settled.open()).extracting(change -> change.field().name()).containsExactly("note");

    Settled later = settlement.answer(CRM, settled.open(), crm(Fields.of(NAME, "Z", NOTE, "y")));
    assertThat(later.movesOf("customers"))
        .isEqualTo(new BaseMoves(Fields.of(NOTE, "y"), Fields.of(NOTE, "y")));
    assertThat(later.reviews()).isEmpty();
  }

  @Test
  void eachFieldIsAuditedWithItsReason() {
    AuditEntry entry = settlement.apply(plan, CRM, written(NEW)).audit().get(0);
    assertThat(entry)
        .isEqualTo(
            new AuditEntry(
                CRM,
                "H1",
                "customers",
                "name",
                Fields.of(NAME, "A"),
                Fields.of(NAME, "B"),
                Cause.OWNER,
                "owner erp",
                false,
                true));
  }

  @Test
  void aHalfWrittenRecordKeepsTheBasesOfWhatIsMissing() {
    WriteResult half =
        new WriteResult.Incomplete(
            "w",
            RecordId.of("H1"),
            crm(Fields.of(NAME, "B", NOTE, "x")),
            ErrorDetail.of(ErrorCode.INCOMPLETE_WRITE).build());

    Settled settled = settlement.apply(plan, CRM, half);

    assertThat(settled.movesOf("customers").right()).isEqualTo(Fields.of(NAME, "B"));
    assertThat(settled.reviews()).isEmpty();
    assertThat(settled.open()).isEmpty();
  }

  @Test
  void otherResultsSettleNothing() {
    Settled settled = settlement.apply(plan, CRM, new WriteResult.Stale("w"));
    assertThat(settled.moves()).isEmpty();
    assertThat(settled.audit()).isEmpty();
  }
}
