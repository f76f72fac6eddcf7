package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** On the newest version, in JSON-2. */
class CustomerContractTest extends EntityAdapterContract {
  private static final Field<String> TIER = Field.text("tier");

  private final Servers servers = servers().with(Customer.TYPE, TIER, "res.partner", "x_tier");

  Servers servers() {
    return new Servers();
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Override
  protected Connector connector() {
    return Odoo.connect(servers.settings());
  }

  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new ServerRemote(
        servers,
        "res.partner",
        Map.of("customer_rank", 1, "is_company", true),
        "ref",
        Column.text(Customer.CODE, "ref"),
        Column.text(Customer.NAME, "name"),
        Column.text(Customer.VAT_NUMBER, "vat"),
        Column.text(Customer.PHONE, "phone"),
        Column.address(Customer.BILLING_ADDRESS),
        Column.link(Customer.PAYMENT_TERMS, "property_payment_term_id"),
        Column.link(Customer.OWNER, "user_id"),
        Column.text(Customer.EMAIL, "email"),
        Column.text(Customer.WEBSITE, "website"),
        Column.text(TIER, "x_tier")) {
      @Override
      public void leaveFilter(RecordId id) {
        servers.user().write("res.partner", id(id), Map.of("customer_rank", 0));
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.CODE, "C%05d".formatted(n))
        .set(Customer.NAME, "Sentinel Durand " + n)
        .set(Customer.VAT_NUMBER, "BE%010d".formatted(n))
        .set(Customer.PHONE, "+33536490000" + n)
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(
                n + " rue Sentinelle", "ZI du Morne", "97139", "LES ABYMES", null, "GP"))
        .set(Customer.PAYMENT_TERMS, "2")
        .set(Customer.OWNER, "1")
        .set(Customer.EMAIL, "sentinel" + n + "@example.org")
        .set(Customer.WEBSITE, "http://sentinel" + n + ".example.org")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME, "Sentinel Renamed " + n, Customer.EMAIL, "renamed" + n + "@example.org");
  }

  @Override
  protected Optional<Field<String>> customField() {
    return Optional.of(TIER);
  }

  /** Odoo puts a scheme before it. */
  @Override
  protected Fields rough(int n) {
    return sample(n).with(Customer.WEBSITE, "sentinel" + n + ".example.org");
  }
}
