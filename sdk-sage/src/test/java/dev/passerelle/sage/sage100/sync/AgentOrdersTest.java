package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.core.model.TaxTotal;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.sage100.Variant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The orders of the case (§5) through the agent. */
class AgentOrdersTest {

  @Test
  void theQuoteOfTheBuilderBecomesItsOrder() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      negoce.at("2026-03-16T09:36:00");
      EntityAdapter orders = Orders.adapter(negoce);

      Snapshot order = written(orders.write(List.of(Orders.q1001())).get(0));

      assertThat(order.id()).isEqualTo(RecordId.of("BC260023"));
      Fields fields = order.fields();
      assertThat(fields.get(SalesOrder.NUMBER)).contains("BC260023");
      assertThat(fields.get(SalesOrder.DATE)).contains(LocalDate.of(2026, 3, 16));
      assertThat(fields.get(SalesOrder.EXTERNAL_NUMBER)).contains("HS Q-1001");
      assertThat(fields.get(Reference.FIELD)).contains("70100001001");
      assertThat(fields.get(SalesOrder.OWNER)).contains("1");
      assertThat(fields.get(SalesOrder.TAX_CATEGORY)).contains("1");
      assertThat(fields.get(SalesOrder.STATUS)).contains("0");
      assertThat(fields.get(SalesOrder.WAREHOUSE)).contains("1");
      assertThat(fields.get(SalesOrder.NET).orElseThrow()).isEqualByComparingTo("2713.00");
      assertThat(fields.get(SalesOrder.GROSS).orElseThrow()).isEqualByComparingTo("2934.68");
      assertThat(fields.get(SalesOrder.TAXES).orElseThrow())
          .containsExactlyInAnyOrder(tax("8.5", "2608", "221.68"), tax("0", "105", "0"));
      assertThat(fields.get(SalesOrder.LINES).orElseThrow())
          .extracting(l -> l.product().orElseThrow().value(), l -> l.net().orElseThrow())
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("CIM-CPJ-35", new BigDecimal("1995")),
              org.assertj.core.groups.Tuple.tuple("TUB-PVC-100", new BigDecimal("568")),
              org.assertj.core.groups.Tuple.tuple("LIV-FORFAIT", new BigDecimal("45")),
              org.assertj.core.groups.Tuple.tuple("CSG-PALETTE", new BigDecimal("105")));
      assertThat(Negoce.read(orders, "BC260023").fields())
          .as("the answer of the write is what SQL shows")
          .isEqualTo(fields);
    }
  }

  @Test
  void anExportCustomerHasNoVat() {
    try (Negoce negoce = Negoce.withAgent(Variant.OLD)) {
      EntityAdapter orders = Orders.adapter(negoce);
      Fields order = written(orders.write(List.of(Orders.q1007())).get(0)).fields();
      assertThat(order.get(SalesOrder.GROSS).orElseThrow()).isEqualByComparingTo("2745.00");
      assertThat(order.get(SalesOrder.TAX_CATEGORY)).contains("2");
      assertThat(order.get(SalesOrder.OWNER)).contains("2");
      assertThat(Negoce.read(orders, "BC260023").fields()).isEqualTo(order);
    }
  }

  @Test
  void theSameQuoteCanBecomeAQuoteOfSage() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter quotes =
          negoce.adapter(
              Quote.TYPE, Quote.NUMBER, Quote.CUSTOMER, Quote.LINES, Quote.GROSS, Quote.STATUS);
      Write.Create order = Orders.q1001();
      Fields accepted = order.fields().with(Quote.STATUS, "2");
      Snapshot quote =
          written(quotes.write(List.of(new Write.Create("k", order.reference(), accepted))).get(0));
      assertThat(quote.id()).isEqualTo(RecordId.of("DE260012"));
      assertThat(quote.fields().get(Quote.STATUS)).contains("2");
      assertThat(quote.fields().get(Quote.GROSS).orElseThrow()).isEqualByComparingTo("2934.68");
    }
  }

  @Test
  void aRepeatedCreateIsOneOrder() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      Snapshot first = written(orders.write(List.of(Orders.q1001())).get(0));
      Snapshot again = written(orders.write(List.of(Orders.q1001())).get(0));
      Write.Create other =
          Orders.create(
              "70100001001", "HS Q-1001", "101", Orders.line("1", "CIM-CPJ-35", "1", "8.40", "0"));
      WriteResult reused = orders.write(List.of(other)).get(0);

      assertThat(again.id()).isEqualTo(first.id());
      assertThat(written(reused).id()).isEqualTo(first.id());
      assertThat(((WriteResult.Written) reused).created()).isFalse();
      assertThat(written(reused).fields().get(SalesOrder.NET).orElseThrow())
          .isEqualByComparingTo("2713.00");
      assertThat(negoce.sage.effects().writes("document.create")).isEqualTo(1);
    }
  }

  @Test
  void aLostAnswerIsUnknownAndItsFateIsTheOrder() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      assertThat(fate(orders, Orders.q1001())).isInstanceOf(WriteResult.Absent.class);
      negoce.sage.faults().next(1, "POST", "/v1/batch", Fault.dropAfterCommit());

      assertThat(orders.write(List.of(Orders.q1001())).get(0))
          .isInstanceOf(WriteResult.Unknown.class);
      assertThat(written(fate(orders, Orders.q1001())).id()).isEqualTo(RecordId.of("BC260023"));
    }
  }

  @Test
  void aRequestThatNeverArrivedIsAbsent() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      fate(orders, Orders.q1001());
      negoce.sage.faults().next(1, "POST", "/v1/batch", Fault.dropBeforeCommit());
      assertThat(orders.write(List.of(Orders.q1001())).get(0))
          .isInstanceOf(WriteResult.Unknown.class);
      assertThat(fate(orders, Orders.q1001())).isInstanceOf(WriteResult.Absent.class);
    }
  }

  @Test
  void anOrderThatIsStillBeingMadeIsNotAbsent() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      negoce.sage.agent().defer(1);
      assertThat(orders.write(List.of(Orders.q1001())).get(0))
          .isInstanceOf(WriteResult.Unknown.class);
      assertThat(fate(orders, Orders.q1001())).isInstanceOf(WriteResult.Accepted.class);
      negoce.sage.agent().finish();
      assertThat(written(fate(orders, Orders.q1001())).id()).isEqualTo(RecordId.of("BC260023"));
    }
  }

  @Test
  void withAnotherJournalOnlySageItselfIsBelieved() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      orders.write(List.of(Orders.q1001()));
      negoce.sage.agent().loseJournal();

      assertThat(written(fate(orders, Orders.q1001())).id())
          .as("found by DO_NoWeb")
          .isEqualTo(RecordId.of("BC260023"));
      assertThat(fate(orders, Orders.q1007()))
          .as("forgotten is not absent")
          .isInstanceOf(WriteResult.Unknown.class);
    }
  }

  @Test
  void recordsInUseAreFailuresThatMayBeTriedAgain() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      negoce.sage.locks().inUse("F_DOCCURRENTPIECE", 2);
      for (int i = 0; i < 2; i++) {
        WriteResult busy = orders.write(List.of(Orders.q1001())).get(0);
        assertThat(busy).isInstanceOf(WriteResult.Failed.class);
        assertThat(((WriteResult.Failed) busy).cause().code()).isEqualTo(ErrorCode.RECORD_IN_USE);
      }
      assertThat(written(orders.write(List.of(Orders.q1001())).get(0)).id())
          .isEqualTo(RecordId.of("BC260023"));
    }
  }

  @Test
  void refusalsNameTheirReason() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      Map<Write, ErrorCode> expected =
          Map.of(
              Orders.create("1", "a", "106", Orders.line("1", "VEN-OLD-40", "2", "39", "0")),
              ErrorCode.PRODUCT_INACTIVE,
              Orders.create("2", "b", "106", Orders.line("1", "NO-SUCH", "2", "39", "0")),
              ErrorCode.PRODUCT_UNKNOWN,
              Orders.create("3", "c", "110", Orders.line("1", "CIM-CPJ-35", "40", "8.40", "0")),
              ErrorCode.CUSTOMER_BLOCKED,
              Orders.create("4", "d", "111", Orders.line("1", "CIM-CPJ-35", "1", "8.40", "0")),
              ErrorCode.CUSTOMER_DORMANT,
              Orders.create("5", "e", "999", Orders.line("1", "CIM-CPJ-35", "1", "8.40", "0")),
              ErrorCode.CUSTOMER_UNKNOWN,
              Orders.create(
                  "6", "x".repeat(18), "106", Orders.line("1", "CIM-CPJ-35", "1", "8.40", "0")),
              ErrorCode.FIELD_TOO_LONG,
              Orders.create("7", "g", "106", Orders.line("1", "CIM-CPJ-35", "0", "0", "0")),
              ErrorCode.LINE_WITHOUT_VALUE,
              Orders.create(
                  "8", "h", "106", DocumentLine.item("1").quantity(BigDecimal.ONE).build()),
              ErrorCode.PRODUCT_UNKNOWN);
      List<WriteResult> results = orders.write(List.copyOf(expected.keySet()));

      assertThat(results).hasSize(8);
      for (WriteResult result : results) {
        assertThat(result).isInstanceOf(WriteResult.Refused.class);
        ErrorCode code = ((WriteResult.Refused) result).cause().code();
        Write write =
            expected.keySet().stream()
                .filter(each -> each.key().equals(result.key()))
                .findFirst()
                .orElseThrow();
        assertThat(code).as(result.key()).isEqualTo(expected.get(write));
      }
      assertThat(negoce.sage.effects().writes()).isZero();
    }
  }

  @Test
  void ordersAreCreatedAndNeverChangedOrDeleted() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      assertThat(orders.describe().capabilities())
          .contains(Capability.CREATE)
          .doesNotContain(Capability.UPDATE, Capability.DELETE, Capability.ARCHIVE);
      assertThat(orders.describe().createSafety().kind())
          .isEqualTo(CreateSafety.Kind.LOOKUP_BY_REFERENCE);
      assertThat(orders.describe().referenceLength()).isEqualTo(17);
      Write update =
          new Write.Update(
              "u",
              RecordId.of("BC260022"),
              Fields.of(SalesOrder.EXTERNAL_NUMBER, "x"),
              Fields.empty(),
              null);
      for (Write write : List.of(update, new Write.Delete("d", RecordId.of("BC260022")))) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> orders.write(List.of(write)))
            .isInstanceOf(dev.passerelle.core.error.UnsupportedOperation.class);
      }
    }
  }

  @Test
  void pricesAreSagesWithoutAnyEffect() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      Pricing pricing = (Pricing) negoce.connector;
      Fields newcomer = Orders.q1006("1").fields().without(List.of(SalesOrder.CUSTOMER));
      List<Priced> priced =
          pricing.price(
              List.of(
                  Orders.q1007().fields(),
                  Orders.fields("x", "106", Orders.line("1", "VEN-OLD-40", "2", "39", "0")),
                  newcomer,
                  Orders.fields("x", "999", Orders.line("1", "CIM-CPJ-35", "2", "8.4", "0"))));
      assertThat(priced.get(0).grossTotal().orElseThrow()).isEqualByComparingTo("2745.00");
      assertThat(priced.get(1).refused()).isNotNull();
      assertThat(priced.get(1).refused().code()).isEqualTo(ErrorCode.PRODUCT_INACTIVE);
      assertThat(priced.get(2).grossTotal().orElseThrow()).isEqualByComparingTo("895.42");
      assertThat(priced.get(3).refused().code()).isEqualTo(ErrorCode.CUSTOMER_UNKNOWN);
      assertThat(negoce.sage.effects().writes()).isZero();
    }
  }

  @Test
  void aRefusedKeyStopsTheSystemAndSaysSo() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      negoce.sage.agent().revoke(Negoce.KEY);
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> orders.write(List.of(Orders.q1001())))
          .isInstanceOf(dev.passerelle.core.error.AuthenticationFailed.class);
      negoce.sage.agent().allow(Negoce.KEY, false);
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> orders.write(List.of(Orders.q1001())))
          .isInstanceOf(dev.passerelle.core.error.PasserelleException.class);
      assertThat(negoce.sage.effects().writes()).isZero();
    }
  }

  private static WriteResult fate(EntityAdapter orders, Write.Create create) {
    return orders
        .fate(
            List.of(
                new Ticket(
                    create.key(),
                    Operation.CREATE,
                    create.reference(),
                    null,
                    create.fields(),
                    null,
                    java.time.Instant.parse("2026-03-16T13:36:00Z"))))
        .get(0);
  }

  static Snapshot written(WriteResult result) {
    if (result instanceof WriteResult.Written written) {
      return written.snapshot();
    }
    throw new AssertionError(result.toString());
  }

  private static TaxTotal tax(String rate, String base, String amount) {
    return new TaxTotal(new BigDecimal(rate), new BigDecimal(base), new BigDecimal(amount));
  }
}
