package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Invoices of the ERP, with their lines and with what is still to pay. */
class InvoiceContractTest extends EntityAdapterContract {
  private final Portals portals =
      new Portals()
          .prepared(
              Invoice.TYPE,
              Set.of(Reference.FIELD, Invoice.REMAINING, Invoice.KIND, Invoice.LINES));
  private final String company =
      portals.simulator.user().create("companies", Map.of("name", "First")).id();

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
    return Invoice.TYPE;
  }

  @Override
  protected Remote remote() {
    return new DocumentRemote(
        portals,
        "invoices",
        "erp_invoice_key",
        Column.number(Invoice.REMAINING, "erp_remaining"),
        Column.text(Invoice.NUMBER, "hs_number"),
        Column.text(Invoice.CURRENCY, "hs_currency"),
        Column.date(Invoice.DUE_DATE, "hs_due_date"),
        Column.text(Invoice.KIND, "erp_kind")) {
      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge invoices");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Invoice.REMAINING, new BigDecimal("100.5" + n % 10))
        .set(Invoice.NUMBER, "FA26000" + n)
        .set(Invoice.CURRENCY, n % 2 == 0 ? "USD" : "EUR")
        .set(Invoice.DUE_DATE, LocalDate.of(2026, 5, 1 + n % 28))
        .set(Invoice.KIND, "invoice " + n)
        .set(Invoice.CUSTOMER, Ref.to(Customer.TYPE, company))
        .set(
            Invoice.LINES,
            List.of(
                DocumentRemote.line("1000", "TOL-BAC-3M", "40", "38.50"),
                DocumentRemote.line("2000", "TUB", "40", "14.2")))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Invoice.REMAINING, new BigDecimal("99.00"), Invoice.KIND, "credit note " + n);
  }
}
