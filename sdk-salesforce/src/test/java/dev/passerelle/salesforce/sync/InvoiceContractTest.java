package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Invoices in the object that the set-up makes. */
class InvoiceContractTest extends EntityAdapterContract {
  private final Orgs orgs =
      new Orgs()
          .prepared(
              Invoice.TYPE,
              Invoice.REMAINING,
              Invoice.CUSTOMER,
              Invoice.DUE_DATE,
              Invoice.GROSS,
              Invoice.STATUS);
  private final Ref customer =
      Ref.to(Customer.TYPE, orgs.simulator.user().create("Account", Map.of("Name", "First")));

  @AfterEach
  void close() {
    orgs.close();
  }

  @Override
  protected Connector connector() {
    return Salesforce.connect(orgs.settings);
  }

  @Override
  protected EntityType type() {
    return Invoice.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(
        orgs,
        "ERP_Invoice__c",
        Column.number(Invoice.REMAINING, "ERP_Remaining__c"),
        Column.text(Invoice.NUMBER, "Name"),
        Column.ref(Invoice.CUSTOMER, Customer.TYPE, "ERP_Customer__c"),
        Column.date(Invoice.DUE_DATE, "ERP_Due_Date__c"),
        Column.number(Invoice.GROSS, "ERP_Gross__c"),
        Column.text(Invoice.STATUS, "ERP_Status__c")) {
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
        .set(Invoice.CUSTOMER, customer)
        .set(Invoice.DUE_DATE, LocalDate.of(2026, 5, 1 + n % 28))
        .set(Invoice.GROSS, new BigDecimal("2934.68"))
        .set(Invoice.STATUS, "open " + n)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Invoice.STATUS, "paid " + n, Invoice.REMAINING, BigDecimal.ZERO);
  }
}
