package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.sage100.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Customers and contacts through the agent. */
class AgentCustomersTest {
  private static final Fields ECOLODGE =
      Fields.builder()
          .set(Customer.NAME, "Éco-Lodge Deshaies")
          .set(
              Customer.BILLING_ADDRESS,
              new PostalAddress(
                  "Route de la Perle Fictive", null, "97126", "DESHAIES", null, "GUADELOUPE"))
          .set(Customer.EMAIL, "reservation@ecolodge-deshaies.example")
          .set(Customer.OWNER, "2")
          .set(Customer.TAX_CATEGORY, "1")
          .build();

  @Test
  void aNewCustomerGetsItsNumberFromItsName() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      WriteResult result = customers.write(List.of(create("H3", ECOLODGE))).get(0);

      Snapshot customer = AgentOrdersTest.written(result);
      assertThat(((WriteResult.Written) result).created()).isTrue();
      assertThat(customer.id()).isEqualTo(RecordId.of("113"));
      assertThat(customer.fields().get(Customer.CODE)).contains("ECOLODGEDE");
      assertThat(customer.fields().get(Customer.OWNER)).contains("2");
      assertThat(customer.fields().get(Customer.PRICE_CATEGORY)).contains("1");
      assertThat(customer.fields().get(Customer.PAYER)).isEmpty();
      assertThat(customer.fields().has(Customer.PAYMENT_TERMS)).as("not shown").isFalse();
      Fields read = Negoce.read(customers, "113").fields();
      assertThat(read.without(List.of(Customer.PAYMENT_TERMS))).isEqualTo(customer.fields());
      Snapshot order =
          AgentOrdersTest.written(
              Orders.adapter(negoce).write(List.of(Orders.q1006("113"))).get(0));
      assertThat(order.fields().get(dev.passerelle.core.model.SalesOrder.GROSS).orElseThrow())
          .isEqualByComparingTo("895.42");
    }
  }

  @Test
  void aTakenNumberIsMendedAndATakenSiretIsRefusedWithItsHolder() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      Snapshot second =
          AgentOrdersTest.written(
              customers.write(List.of(create("a", Fields.of(Customer.NAME, "Bati gwada")))).get(0));
      assertThat(second.fields().get(Customer.CODE)).contains("BATIGWAD01");

      WriteResult taken =
          customers
              .write(
                  List.of(
                      create(
                          "b", Fields.of(Customer.NAME, "X", Customer.SIRET, "000 000 125 00013"))))
              .get(0);
      assertThat(taken).isInstanceOf(WriteResult.Refused.class);
      assertThat(((WriteResult.Refused) taken).cause().code()).isEqualTo(ErrorCode.DUPLICATE_VALUE);
      assertThat(((WriteResult.Refused) taken).existingRecord()).contains(RecordId.of("103"));
    }
  }

  @Test
  void aPayerGoesByItsNumber() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      Fields branch =
          Fields.of(Customer.NAME, "Agence Sud", Customer.PAYER, Ref.to(Customer.TYPE, "101"));
      Snapshot written =
          AgentOrdersTest.written(customers.write(List.of(create("p", branch))).get(0));
      assertThat(written.fields().get(Customer.PAYER)).contains(Ref.to(Customer.TYPE, "101"));
    }
  }

  @Test
  void whatSageCannotKeepIsNotSent() {
    try (Negoce recent = Negoce.withAgent(Variant.RECENT);
        Negoce old = Negoce.withAgent(Variant.OLD)) {
      assertRefused(recent, Customer.NAME, "x".repeat(70), ErrorCode.FIELD_TOO_LONG);
      assertRefused(old, Customer.NAME, "x".repeat(36), ErrorCode.FIELD_TOO_LONG);
      assertRefused(recent, Customer.NAME, "Łukasz", ErrorCode.NOT_ENCODABLE);
      assertThat(recent.sage.journal().entries()).isEmpty();
    }
  }

  private static void assertRefused(
      Negoce negoce, Field<String> field, String value, ErrorCode code) {
    WriteResult result =
        ReadingTest.customers(negoce).write(List.of(create("r", Fields.of(field, value)))).get(0);
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    WriteResult.Refused refused = (WriteResult.Refused) result;
    assertThat(refused.cause().code()).isEqualTo(code);
    assertThat(refused.fields()).extracting(e -> e.field()).containsExactly(field.name());
    assertThat(refused.toString()).doesNotContain(value);
  }

  @Test
  void aPartialUpdateLeavesEverythingElseAlone() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT.withPadding())) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      Snapshot before = Negoce.read(customers, "106");
      Fields changed = Fields.of(Customer.EMAIL, "intendance@cantinesud.example");

      Snapshot after =
          AgentOrdersTest.written(
              customers
                  .write(
                      List.of(
                          new Write.Update(
                              "u",
                              before.id(),
                              changed,
                              before.fields().only(changed.keys()),
                              null)))
                  .get(0));
      assertThat(after.fields())
          .isEqualTo(before.fields().with(changed).without(List.of(Customer.PAYMENT_TERMS)));
    }
  }

  @Test
  void ofAnAddressOnlyThePartsThatDifferAreWritten() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      PostalAddress was =
          Negoce.read(customers, "107").fields().get(Customer.BILLING_ADDRESS).orElseThrow();
      PostalAddress now =
          new PostalAddress("ZA Petite Cocotte", null, "97224", "DUCOS", null, "MARTINIQUE");
      negoce.sage.user().changeCustomer("MADINACHAU", Map.of("CT_Ville", "LE LAMENTIN"));
      AgentOrdersTest.written(
          customers
              .write(
                  List.of(
                      new Write.Update(
                          "u",
                          RecordId.of("107"),
                          Fields.of(Customer.BILLING_ADDRESS, now),
                          Fields.of(Customer.BILLING_ADDRESS, was),
                          null)))
              .get(0));
      assertThat(Negoce.read(customers, "107").fields().get(Customer.BILLING_ADDRESS))
          .contains(
              new PostalAddress(
                  "ZA Petite Cocotte", null, "97224", "LE LAMENTIN", null, "MARTINIQUE"));
    }
  }

  @Test
  void aRecordThatMovedIsStale() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      negoce.sage.user().changeCustomer("CANTINESUD", Map.of("CT_EMail", "other@cantine.example"));
      WriteResult result =
          customers
              .write(
                  List.of(
                      new Write.Update(
                          "u",
                          RecordId.of("106"),
                          Fields.of(Customer.EMAIL, "new@cantine.example"),
                          Fields.of(Customer.EMAIL, "econome@cantinesud.example"),
                          null)))
              .get(0);
      assertThat(result).isInstanceOf(WriteResult.Stale.class);
    }
  }

  @Test
  void theFateOfAnUpdateIsWhatSageHolds() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      Fields changed = Fields.of(Customer.PHONE, "05 36 00 00 00");
      Write.Update update =
          new Write.Update("u", RecordId.of("106"), changed, Fields.empty(), null);
      Ticket ticket =
          new Ticket("u", Operation.UPDATE, null, RecordId.of("106"), changed, null, Instant.EPOCH);
      assertThat(customers.fate(List.of(ticket)).get(0)).isInstanceOf(WriteResult.Absent.class);
      negoce.sage.faults().next(1, "POST", "/v1/batch", Fault.dropAfterCommit());
      assertThat(customers.write(List.of(update)).get(0)).isInstanceOf(WriteResult.Unknown.class);
      assertThat(customers.fate(List.of(ticket)).get(0)).isInstanceOf(WriteResult.Written.class);
    }
  }

  @Test
  void sleepingIsAnArchiveAndAState() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      RecordId id = RecordId.of("105");
      assertThat(
              AgentOrdersTest.written(customers.write(List.of(new Write.Archive("a", id))).get(0))
                  .life())
          .isEqualTo(Life.ARCHIVED);
      assertThat(
              AgentOrdersTest.written(customers.write(List.of(new Write.Restore("r", id))).get(0))
                  .life())
          .isEqualTo(Life.LIVE);
      Fields both =
          Fields.of(Customer.STATE, Customer.DORMANT, Customer.WEBSITE, "https://x.example");
      WriteResult result =
          customers.write(List.of(new Write.Update("s", id, both, Fields.empty(), null))).get(0);
      assertThat(AgentOrdersTest.written(result).fields().get(Customer.STATE))
          .contains(Customer.DORMANT);
    }
  }

  @Test
  void theCreditColumnsAndTheNumberAreNeverUpdated() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      Fields wrong = Fields.of(Customer.TAX_CATEGORY, "2", Customer.CODE, "OTHER");
      WriteResult result =
          customers
              .write(
                  List.of(new Write.Update("w", RecordId.of("105"), wrong, Fields.empty(), null)))
              .get(0);
      assertThat(((WriteResult.Refused) result).fields()).hasSize(2);
      assertThat(negoce.sage.effects().writes()).isZero();
    }
  }

  @Test
  void aBatchAboveTheLimitIsSplitAndEveryWriteHasItsOutcome() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      List<Write> writes = new java.util.ArrayList<>();
      for (int i = 0; i < 60; i++) {
        Fields fields = i == 7 ? Fields.empty() : Fields.of(Customer.NAME, "Client " + i);
        writes.add(create("ref" + i, fields));
      }
      List<WriteResult> results = customers.write(writes);
      assertThat(results).hasSize(60);
      assertThat(results.stream().filter(WriteResult.Written.class::isInstance)).hasSize(59);
      assertThat(results.stream().filter(WriteResult.Refused.class::isInstance))
          .extracting(WriteResult::key)
          .containsExactly("k-ref7");
    }
  }

  @Test
  void contactsAreMadeChangedAndTakenAway() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter contacts =
          negoce.adapter(
              Contact.TYPE,
              Contact.FIRST_NAME,
              Contact.LAST_NAME,
              Contact.EMAIL,
              Contact.CUSTOMERS);
      assertThat(contacts.describe().capabilities())
          .contains(Capability.CREATE, Capability.UPDATE, Capability.DELETE);
      Fields fields =
          Fields.of(
              Contact.LAST_NAME,
              "Amandier",
              Contact.EMAIL,
              "a@sbh-villas.example",
              Contact.CUSTOMERS,
              Set.of(Ref.to(Customer.TYPE, "109")));
      Snapshot made =
          AgentOrdersTest.written(
              contacts.write(List.of(new Write.Create("c", "p1", fields))).get(0));
      assertThat(made.fields().get(Contact.CUSTOMERS)).isEqualTo(fields.get(Contact.CUSTOMERS));
      Snapshot changed =
          AgentOrdersTest.written(
              contacts
                  .write(
                      List.of(
                          new Write.Update(
                              "u",
                              made.id(),
                              Fields.of(Contact.FIRST_NAME, "Ève"),
                              Fields.of(Contact.FIRST_NAME, null),
                              null)))
                  .get(0));
      assertThat(changed.fields().get(Contact.FIRST_NAME)).contains("Ève");
      assertThat(contacts.write(List.of(new Write.Delete("d", made.id()))).get(0))
          .isInstanceOf(WriteResult.Written.class);
      assertThat(
              contacts
                  .write(List.of(new Write.Create("n", "p2", Fields.of(Contact.LAST_NAME, "X"))))
                  .get(0))
          .isInstanceOf(WriteResult.Refused.class);
    }
  }

  @Test
  void withoutAWayOfWritingNothingIsOffered() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      assertThat(customers.describe().capabilities())
          .doesNotContain(
              Capability.CREATE, Capability.UPDATE, Capability.ARCHIVE, Capability.DELETE);
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> customers.write(List.of(create("x", ECOLODGE))))
          .isInstanceOf(dev.passerelle.core.error.UnsupportedOperation.class);
    }
  }

  private static Write create(String reference, Fields fields) {
    return new Write.Create("k-" + reference, reference, fields);
  }
}
