package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the flows write, once each, on a real system: a product, a customer, an order of both, each
 * sent twice and made once. They stay there, since the services delete nothing: so it runs only
 * with {@code -Dsap.s4.write=yes}, and {@code -Dsap.s4.mark=X17} tells one run from another.
 */
@Tag("live")
class RoundTripLiveTest {
  private final String mark = System.getProperty("sap.s4.mark", "PAS1");

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Assumptions.assumeTrue(
        LiveSystem.given("write").equals("yes"), "no writing: -Dsap.s4.write is not yes");
    try (Connector connector = S4Hana.connect(LiveSystem.settings())) {
      RecordId product =
          trip(
              connector,
              Product.TYPE,
              Fields.of(Product.SKU, mark + "A", Product.NAME, "Article", Product.UNIT, "PC"));
      RecordId customer =
          trip(
              connector,
              Customer.TYPE,
              Fields.of(
                  Customer.NAME,
                  mark + " customer",
                  Customer.BILLING_ADDRESS,
                  new PostalAddress("1 rue Neuve", null, "75001", "PARIS", null, "FR")));
      trip(
          connector,
          SalesOrder.TYPE,
          Fields.builder()
              .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer))
              .set(SalesOrder.DATE, LocalDate.of(2026, 3, 16))
              .set(SalesOrder.CURRENCY, "EUR")
              .set(
                  SalesOrder.LINES,
                  List.of(
                      DocumentLine.item("10")
                          .product(Ref.to(Product.TYPE, product))
                          .quantity(BigDecimal.ONE)
                          .unit("PC")
                          .build()))
              .build());
    }
  }

  private RecordId trip(Connector connector, EntityType type, Fields fields) {
    EntityAdapter adapter =
        connector.adapter(type, Selection.of(fields.keys().toArray(Field<?>[]::new))).orElseThrow();
    Write.Create create = new Write.Create("c", mark + ":" + type.name().charAt(0), fields);
    WriteResult result = adapter.write(List.of(create)).get(0);
    assertThat(result).as("%s", type).isInstanceOf(WriteResult.Written.class);
    RecordId id = ((WriteResult.Written) result).snapshot().id();
    assertThat(adapter.write(List.of(create)).get(0))
        .isInstanceOfSatisfying(
            WriteResult.Written.class, again -> assertThat(again.snapshot().id()).isEqualTo(id));
    Lookup lookup = adapter.read(List.of(id)).get(0);
    Fields read = ((Lookup.Found) lookup).snapshot().fields();
    Fields plain = fields.without(List.of(SalesOrder.LINES));
    assertThat(read.only(plain.keys())).isEqualTo(plain);
    return id;
  }
}
