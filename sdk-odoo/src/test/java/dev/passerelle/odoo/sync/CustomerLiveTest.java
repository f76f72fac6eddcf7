package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.testkit.Remote;
import java.util.Map;

class CustomerLiveTest extends LiveContract {
  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new LiveRemote(
        server,
        "res.partner",
        Map.of("customer_rank", 1, "is_company", true),
        Column.text(Customer.CODE, "ref"),
        Column.text(Customer.NAME, "name"),
        Column.text(Customer.EMAIL, "email"),
        Column.text(Customer.PHONE, "phone"),
        Column.text(Customer.WEBSITE, "website"),
        Column.place(Customer.BILLING_ADDRESS));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.CODE, server.mark + n)
        .set(Customer.NAME, server.mark + "O'Durand \\ é " + n)
        .set(Customer.EMAIL, "sentinel" + n + "@example.org")
        .set(Customer.PHONE, "+3353649000" + n)
        .set(Customer.WEBSITE, "http://sentinel" + n + ".example.org")
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(n + " rue Sentinelle", "ZI du Morne", "97139", "ABYMES", null, null))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME, server.mark + "Renamed " + n, Customer.EMAIL, "new" + n + "@example.org");
  }
}
