package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;

class CustomerLiveTest extends LiveContract {
  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  String objectType() {
    return "companies";
  }

  @Override
  String referenceProperty() {
    return "erp_customer_key";
  }

  @Override
  protected Remote remote() {
    return new LiveRemote(
        portal,
        objectType(),
        referenceProperty(),
        Column.text(Customer.SIRET, "erp_siret"),
        Column.text(Customer.NAME, "name"),
        Column.text(Customer.PHONE, "phone"),
        Column.address(Customer.BILLING_ADDRESS),
        Column.number(CustomerBalance.OUTSTANDING, "erp_outstanding"));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.SIRET, portal.number(n))
        .set(Customer.NAME, portal.mark + "O'Durand \\ é " + n)
        .set(Customer.PHONE, "+33536490000" + n)
        .set(CustomerBalance.OUTSTANDING, new BigDecimal("5539.55"))
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(n + " rue Sentinelle", "ZI du Morne", "97139", "ABYMES", null, null))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME,
        portal.mark + "Renamed " + n,
        CustomerBalance.OUTSTANDING,
        new BigDecimal("12.5"));
  }
}
