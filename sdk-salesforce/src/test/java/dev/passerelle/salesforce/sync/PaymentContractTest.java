package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Payments in the object that the set-up makes: created, never changed. */
class PaymentContractTest extends EntityAdapterContract {
  private final Orgs orgs =
      new Orgs()
          .prepared(Payment.TYPE, Payment.AMOUNT, Payment.CUSTOMER, Payment.DATE, Payment.METHOD);
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
    return Payment.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(
        orgs,
        "ERP_Payment__c",
        Column.number(Payment.AMOUNT, "ERP_Amount__c"),
        Column.text(Payment.NUMBER, "Name"),
        Column.ref(Payment.CUSTOMER, Customer.TYPE, "ERP_Customer__c"),
        Column.date(Payment.DATE, "ERP_Date__c"),
        Column.text(Payment.METHOD, "ERP_Method__c")) {
      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge payments");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Payment.AMOUNT, new BigDecimal("100.5" + n % 10))
        .set(Payment.NUMBER, "RG26000" + n)
        .set(Payment.CUSTOMER, customer)
        .set(Payment.DATE, LocalDate.of(2026, 5, 1 + n % 28))
        .set(Payment.METHOD, "card " + n)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Payment.NUMBER, "RG-" + n, Payment.METHOD, "cheque " + n);
  }
}
