package dev.passerelle.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the flows write, once each, on a real org: a customer with a person, a price, a balance. */
@Tag("live")
@ExtendWith(LiveOrg.Given.class)
class RoundTripLiveTest {
  private final LiveOrg org = new LiveOrg();
  private final Connector connector = Salesforce.connect(org.settings);

  @Test
  void whatIsWrittenIsRead() {
    try {
      assertThat(connector.check())
          .filteredOn(finding -> finding.level() == dev.passerelle.core.adapter.Finding.Level.ERROR)
          .isEmpty();
      RecordId customer =
          trip(
              Customer.TYPE,
              "c",
              Fields.of(
                  Customer.NAME,
                  org.mark + "customer",
                  CustomerBalance.OUTSTANDING,
                  new BigDecimal("5539.55")));
      trip(
          Contact.TYPE,
          "p",
          Fields.of(
              Contact.LAST_NAME,
              org.mark + "person",
              Contact.PRIMARY_CUSTOMER,
              Ref.to(Customer.TYPE, customer)));
      trip(
          Product.TYPE,
          "a",
          Fields.of(Product.NAME, org.mark + "article", Product.PRICE, new BigDecimal("8.4")));
    } finally {
      List.of(Contact.TYPE, Product.TYPE, Customer.TYPE).forEach(org::clean);
      connector.close();
      org.close();
    }
  }

  private RecordId trip(EntityType type, String key, Fields fields) {
    EntityAdapter adapter =
        connector.adapter(type, Selection.of(fields.keys().toArray(Field<?>[]::new))).orElseThrow();
    WriteResult result =
        adapter.write(List.of(new Write.Create(key, org.mark + key, fields))).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    RecordId id = ((WriteResult.Written) result).snapshot().id();
    Lookup lookup = adapter.read(List.of(id)).get(0);
    assertThat(((Lookup.Found) lookup).snapshot().fields()).isEqualTo(fields);
    return id;
  }
}
