package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Payments with the invoices that they pay: created, never changed. */
class PaymentContractTest extends EntityAdapterContract {
  private final Portals portals =
      new Portals()
          .prepared(Payment.TYPE, Set.of(Reference.FIELD, Payment.UNALLOCATED, Payment.LABEL));
  private final HubSpotUser user = portals.simulator.user();
  private final Ref invoice =
      Ref.to(Invoice.TYPE, user.create("invoices", Map.of("hs_currency", "EUR")).id());

  @AfterEach
  void close() {
    portals.close();
  }

  @Override
  protected Connector connector() {
    return HubSpot.connect(portals.settings);
  }

  @Override
  protected EntityType type() {
    return Payment.TYPE;
  }

  @Override
  protected Remote remote() {
    return new PortalRemote(
        portals,
        "commerce_payments",
        "erp_payment_key",
        Column.number(Payment.UNALLOCATED, "erp_unallocated"),
        Column.text(Payment.NUMBER, "hs_reference_number"),
        Column.number(Payment.AMOUNT, "hs_initial_amount"),
        Column.date(Payment.DATE, "hs_initiated_date"),
        Column.text(Payment.CURRENCY, "hs_currency_code"),
        Column.text(Payment.METHOD, "hs_payment_method_type"),
        Column.text(Payment.LABEL, "erp_label")) {
      @Override
      void links(String id, Fields fields) {
        if (fields.has(Payment.INVOICES)) {
          user.record(objectType, id)
              .orElseThrow()
              .linked("invoices")
              .forEach(paid -> user.dissociate(objectType, id, "invoices", paid));
          fields
              .get(Payment.INVOICES)
              .orElse(Set.of())
              .forEach(paid -> user.associate(objectType, id, "invoices", paid.value()));
        }
      }

      @Override
      Fields linked(HubSpotRecord record) {
        Set<Ref> paid = new LinkedHashSet<>();
        record.linked("invoices").forEach(id -> paid.add(Ref.to(Invoice.TYPE, id)));
        return Fields.of(Payment.INVOICES, paid);
      }

      @Override
      public void halfWriteNext() {
        portals
            .simulator
            .faults()
            .next(1, "POST", "/commerce_payments/invoices/batch/", Fault.dropBeforeCommit());
      }

      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge payments");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Payment.UNALLOCATED, new BigDecimal("10.5" + n % 10))
        .set(Payment.NUMBER, "RG26000" + n)
        .set(Payment.AMOUNT, new BigDecimal("2000.00"))
        .set(Payment.DATE, LocalDate.of(2026, 5, 1 + n % 28))
        .set(Payment.CURRENCY, n % 2 == 0 ? "USD" : "EUR")
        .set(Payment.METHOD, "card " + n)
        .set(Payment.LABEL, "Acompte " + n)
        .set(Payment.INVOICES, Set.of(invoice))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Payment.UNALLOCATED, new BigDecimal("0.00"), Payment.LABEL, "Solde " + n);
  }
}
