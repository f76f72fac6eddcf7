package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the flows write, once each, on a real account: a customer with a person, a product. */
@Tag("live")
@ExtendWith(LivePortal.Given.class)
class RoundTripLiveTest {
  private static final Map<String, String> REFERENCES =
      Map.of(
          "contacts", "erp_contact_key",
          "products", "erp_product_key",
          "companies", "erp_customer_key");

  private final LivePortal portal = new LivePortal();
  private final Connector connector = HubSpot.connect(portal.settings);

  @Test
  void whatIsWrittenIsRead() {
    try {
      RecordId customer =
          trip(
              Customer.TYPE,
              "c",
              Fields.of(
                  Customer.NAME,
                  portal.mark + "customer",
                  CustomerBalance.OUTSTANDING,
                  new BigDecimal("5539.55")));
      trip(
          Contact.TYPE,
          "p",
          Fields.of(
              Contact.LAST_NAME,
              portal.mark + "person",
              Contact.CUSTOMERS,
              Set.of(Ref.to(Customer.TYPE, customer))));
      trip(
          Product.TYPE,
          "a",
          Fields.of(Product.NAME, portal.mark + "article", Product.PRICE, new BigDecimal("8.4")));
      assertThat(connector.check())
          .filteredOn(finding -> finding.level() == Finding.Level.ERROR)
          .isEmpty();
    } finally {
      REFERENCES.forEach(portal::clean);
      connector.close();
      portal.close();
    }
  }

  private RecordId trip(EntityType type, String key, Fields fields) {
    EntityAdapter adapter =
        connector.adapter(type, Selection.of(fields.keys().toArray(Field<?>[]::new))).orElseThrow();
    Write create = new Write.Create(key, portal.mark + key, fields);
    RecordId id = written(adapter, create);
    Lookup lookup = adapter.read(List.of(id)).get(0);
    assertThat(((Lookup.Found) lookup).snapshot().fields()).isEqualTo(fields);
    assertThat(written(adapter, create)).as("sent twice").isEqualTo(id);
    return id;
  }

  private static RecordId written(EntityAdapter adapter, Write write) {
    WriteResult result = adapter.write(List.of(write)).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).snapshot().id();
  }
}
