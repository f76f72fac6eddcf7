package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.LiveRuns;
import java.io.IOException;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the flows write, once each, on a real system: a product, a customer, an order of both, each
 * sent twice and made once. They stay there, since the services delete nothing: so it runs only
 * with {@code -Dsap.s4.write=yes}, and {@code -Dsap.s4.mark=X17} tells one run from another. With
 * {@code -Dsap.s4.customer} and {@code -Dsap.s4.product} the order is of records that are there,
 * {@code -Dsap.s4.unit} is their unit.
 */
@Tag("live")
class RoundTripLiveTest {
  private final String mark = System.getProperty("sap.s4.mark", "PAS1");
  private final Fields unit = Fields.of(Product.UNIT, System.getProperty("sap.s4.unit", "PC"));

  private static LiveRuns runs() throws IOException {
    LiveRuns runs = LiveSystem.runs();
    Assumptions.assumeTrue(
        LiveSystem.given("write").equals("yes"), "no writing: -Dsap.s4.write is not yes");
    return runs;
  }

  @Test
  void aProduct() throws IOException {
    runs().writesProduct(mark, unit);
  }

  @Test
  void aCustomer() throws IOException {
    runs().writesCustomer(mark, Fields.empty());
  }

  @Test
  void anOrder() throws IOException {
    LiveRuns runs = runs();
    RecordId product = given("product", () -> runs.writesProduct(mark + "O", unit));
    RecordId customer = given("customer", () -> runs.writesCustomer(mark + "O", Fields.empty()));
    runs.writesOrder(mark, LocalDate.now(LiveSystem.settings().zone()), customer, product);
  }

  private static RecordId given(String name, Supplier<RecordId> otherwise) {
    String id = LiveSystem.given(name);
    return id.isEmpty() ? otherwise.get() : RecordId.of(id);
  }
}
