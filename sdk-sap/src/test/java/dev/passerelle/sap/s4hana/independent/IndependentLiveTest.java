package dev.passerelle.sap.s4hana.independent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.sap.LiveRuns;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.sap.s4hana.sync.S4Hana;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** The live run as whoever serves nothing but SAP's EDMX files would see it. */
class IndependentLiveTest extends IndependentTest {
  private final List<String> told = new ArrayList<>();

  private LiveRuns runs(boolean four) {
    S4HanaSettings settings = system.settings(codes -> four ? codes.ordersOverV4() : codes);
    return new LiveRuns(() -> S4Hana.connect(settings), told::add);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsServedIsWrittenAndRead(boolean four) {
    LiveRuns runs = runs(four);
    RecordId product = runs.writesProduct("X1", Fields.of(Product.UNIT, "PC"));
    RecordId customer = runs.writesCustomer("X1", Fields.empty());
    runs.writesOrder("X1", LocalDate.of(2026, 3, 16), customer, product);
    for (EntityType type :
        List.of(Customer.TYPE, Product.TYPE, SalesOrder.TYPE, Invoice.TYPE, Payment.TYPE)) {
      runs.reads(type, 10);
    }
    assertThat(told)
        .anyMatch(each -> each.startsWith("customer: 1 listed, 1 read"))
        .anyMatch(each -> each.startsWith("product: 1 listed, 1 read"))
        .anyMatch(each -> each.startsWith("sales_order: 1 listed, 1 read"));
  }

  static List<EntityType> unserved() {
    return List.of(StockLevel.TYPE, Quote.TYPE, Delivery.TYPE);
  }

  @ParameterizedTest
  @MethodSource("unserved")
  void aTypeWithoutServiceIsSkippedByName(EntityType type) {
    assertThatThrownBy(() -> runs(false).reads(type, 10))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("_SRV");
  }

  /** The published description gives partners no etag: what another version told is not that. */
  @Test
  void aPreconditionThatTheRecordDoesNotShowIsStale() {
    RecordId id = runs(false).writesCustomer("X1", Fields.empty());
    try (Connector connector = S4Hana.connect(system.settings())) {
      EntityAdapter customers =
          connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();
      Fields late = Fields.of(Customer.NAME, "Late");
      Write write = new Write.Update("u", id, late, Fields.empty(), "W/\"of another day\"");

      assertThat(customers.write(List.of(write))).allMatch(WriteResult.Stale.class::isInstance);
      assertThat(((Lookup.Found) customers.read(List.of(id)).get(0)).snapshot().fields())
          .isEqualTo(Fields.of(Customer.NAME, "X1 Neill"));
    }
  }

  @Test
  void theCheckNamesWhatIsMissing() {
    runs(false).checks();
  }
}
