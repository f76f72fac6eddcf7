package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.TaxTotal;
import dev.passerelle.simulators.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders priced by the system, and not saved. */
class PricingTest {
  private static Systems systems;
  private static Connector connector;
  private static String customer;

  @BeforeAll
  static void start() {
    systems = new Systems();
    connector = S4Hana.connect(systems.settings);
    customer = systems.customer("Acme");
    systems.product("A1");
    systems.price("A1", Map.of("ConditionRateValue", 80, "ConditionQuantity", 10));
  }

  @AfterAll
  static void stop() {
    connector.close();
    systems.close();
  }

  private static Fields document(String product, String price, String discount) {
    DocumentLine.Builder line =
        DocumentLine.item("10")
            .product(Ref.to(Product.TYPE, product))
            .quantity(new BigDecimal("5"));
    if (price != null) {
      line.unitPrice(new BigDecimal(price));
    }
    if (discount != null) {
      line.discountPercent(new BigDecimal(discount));
    }
    return Fields.of(
        SalesOrder.CUSTOMER,
        Ref.to(Customer.TYPE, customer),
        SalesOrder.CURRENCY,
        "EUR",
        SalesOrder.LINES,
        List.of(line.build()));
  }

  private static List<Priced> price(Fields... documents) {
    return ((Pricing) connector).price(List.of(documents));
  }

  @Test
  void theSystemsOwnPriceWhereTheLineBringsNone() {
    Priced priced = price(document("A1", null, null)).get(0);
    assertThat(priced.netTotal())
        .hasValueSatisfying(net -> assertThat(net).isEqualByComparingTo("40"));
    assertThat(priced.grossTotal())
        .hasValueSatisfying(gross -> assertThat(gross).isEqualByComparingTo("48"));
    assertThat(priced.taxes())
        .singleElement()
        .satisfies(
            tax -> {
              assertThat(tax.rate()).isEqualByComparingTo("20");
              assertThat(tax.amount()).isEqualByComparingTo("8");
            });
  }

  @Test
  void theLinesPriceAndDiscountWhereItBringsThem() {
    assertThat(price(document("A1", "10", "10")).get(0).netTotal())
        .hasValueSatisfying(net -> assertThat(net).isEqualByComparingTo("45"));
  }

  /** Without one the price would be read as a percentage. */
  @Test
  void aDocumentWithoutACurrencyIsInTheCompanys() {
    Fields bare = document("A1", "10", null).without(Set.of(SalesOrder.CURRENCY));
    assertThat(price(bare).get(0).netTotal())
        .hasValueSatisfying(net -> assertThat(net).isEqualByComparingTo("50"));
    EntityAdapter orders =
        connector
            .adapter(
                SalesOrder.TYPE,
                Selection.of(SalesOrder.CUSTOMER, SalesOrder.LINES, SalesOrder.NET)
                    .wishing(List.of(Reference.FIELD)))
            .orElseThrow();
    WriteResult made = orders.write(List.of(new Write.Create("c", "BARE", bare))).get(0);
    assertThat(((WriteResult.Written) made).snapshot().fields().get(SalesOrder.NET))
        .hasValueSatisfying(net -> assertThat(net).isEqualByComparingTo("50"));
    systems.simulator.user().delete("A_SalesOrder", Map.of("PurchaseOrderByCustomer", "BARE"));
  }

  @Test
  void oneDocumentThatCannotBePricedStopsNoOther() {
    List<Priced> all =
        price(document("A1", null, null), document("NONE", null, null), Fields.empty());
    assertThat(all.get(0).netTotal()).isPresent();
    assertThat(all.get(1).refused().cause()).startsWith("V1/382");
    assertThat(all.get(2).refused()).isNotNull();
  }

  @Test
  void nothingIsSaved() {
    price(document("A1", null, null));
    assertThat(systems.simulator.user().rows("A_SalesOrder", Map.of())).isEmpty();
    assertThat(systems.simulator.user().rows("A_SalesOrderSimulation", Map.of())).isEmpty();
  }

  @Test
  void aSystemThatIsDownIsNoAnswer() {
    systems
        .simulator
        .faults()
        .next(1, "POST", "A_SalesOrderSimulation", Fault.answer(500, "{\"error\":{}}"));
    assertThatThrownBy(() -> price(document("A1", null, null)))
        .isInstanceOf(TransientFailure.class);
  }

  @Test
  void taxesOfOneRateAreOneTotal() {
    Fields two =
        document("A1", null, null)
            .with(
                SalesOrder.LINES,
                List.of(
                    document("A1", "10", null).get(SalesOrder.LINES).orElseThrow().get(0),
                    document("A1", "20", null).get(SalesOrder.LINES).orElseThrow().get(0)));
    assertThat(price(two).get(0).taxes()).extracting(TaxTotal::base).hasSize(1);
  }
}
