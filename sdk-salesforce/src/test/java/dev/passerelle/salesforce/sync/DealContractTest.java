package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class DealContractTest extends EntityAdapterContract {
  private final Orgs orgs = new Orgs().prepared(Deal.TYPE, Deal.NAME);
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
    return Deal.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(
        orgs,
        "Opportunity",
        Column.text(Deal.NAME, "Name"),
        Column.text(Deal.STAGE, "StageName"),
        Column.number(Deal.AMOUNT, "Amount"),
        Column.date(Deal.CLOSE_DATE, "CloseDate"),
        Column.ref(Deal.CUSTOMER, Customer.TYPE, "AccountId")) {
      @Override
      Fields elsewhere(SalesforceRow row) {
        return Fields.of(Deal.CURRENCY, "EUR");
      }

      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge deals");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Deal.NAME, "Sentinel chantier " + n)
        .set(Deal.STAGE, "Stage " + n)
        .set(Deal.AMOUNT, new BigDecimal("1234.5" + n % 10))
        .set(Deal.CURRENCY, "EUR")
        .set(Deal.CLOSE_DATE, LocalDate.of(2026, 4, 1 + n % 28))
        .set(Deal.CUSTOMER, customer)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Deal.STAGE, "Closed Won", Deal.AMOUNT, new BigDecimal("99"));
  }
}
