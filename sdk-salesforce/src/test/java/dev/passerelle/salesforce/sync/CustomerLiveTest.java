package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.Map;

class CustomerLiveTest extends LiveContract {
  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new LiveRemote(
        org,
        "Account",
        Map.of(),
        Column.text(Customer.SIRET, "ERP_Siret__c"),
        Column.text(Customer.NAME, "Name"),
        Column.text(Customer.PHONE, "Phone"),
        Column.address(Customer.BILLING_ADDRESS, "Billing"),
        Column.number(CustomerBalance.OUTSTANDING, "ERP_Outstanding__c"));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.SIRET, org.number(n))
        .set(Customer.NAME, org.mark + "O'Durand \\" + n)
        .set(Customer.PHONE, "+335" + org.number(n))
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(n + " rue Sentinelle", "ZI du Morne", "97139", "ABYMES", null, null))
        .set(CustomerBalance.OUTSTANDING, new BigDecimal("5539.55"))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME,
        org.mark + "Renamed " + n,
        CustomerBalance.OUTSTANDING,
        new BigDecimal("12.5"));
  }
}
