package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class CustomerContractTest extends EntityAdapterContract {
  private static final Field<String> COUNTRY = Field.text("country_iso");

  private final Portals portals = new Portals().prepared(Customer.TYPE, COUNTRY, "erp_country_iso");

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
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new PortalRemote(
        portals,
        "companies",
        "erp_customer_key",
        Column.text(Customer.SIRET, "erp_siret"),
        Column.text(Customer.NAME, "name"),
        Column.text(Customer.PHONE, "phone"),
        Column.text(Customer.DOMAIN, "domain"),
        Column.address(Customer.BILLING_ADDRESS),
        Column.number(CustomerBalance.OUTSTANDING, "erp_outstanding"),
        Column.date(CustomerBalance.OLDEST_DUE_DATE, "erp_oldest_due_date"),
        Column.text(Customer.EMAIL, "erp_email"),
        Column.text(COUNTRY, "erp_country_iso"));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.SIRET, "%014d".formatted(n))
        .set(Customer.NAME, "Sentinel Durand " + n)
        .set(Customer.PHONE, "+33536490000" + n)
        .set(Customer.DOMAIN, "sentinel" + n + ".example")
        .set(CustomerBalance.OUTSTANDING, new BigDecimal("5539.5" + n))
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(
                n + " rue Sentinelle", "ZI du Morne", "97139", "LES ABYMES", null, "Guadeloupe"))
        .set(Customer.EMAIL, "sentinel" + n + "@example.org")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME, "Sentinel Renamed " + n, Customer.EMAIL, "renamed" + n + "@example.org");
  }

  @Override
  protected Fields rough(int n) {
    return sample(n).with(Customer.DOMAIN, "Sentinel" + n + ".Example");
  }

  @Override
  protected Optional<Field<String>> customField() {
    return Optional.of(COUNTRY);
  }
}
