package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.LiveRuns;
import dev.passerelle.sap.businessone.BusinessOneClient;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the flows write, once each, in a real company: an item, a customer, an order of both, each
 * sent twice and made once. They stay there, so it runs only with {@code -Dsap.b1.write=yes}, and
 * {@code -Dsap.b1.mark=X17} tells one run from another. Creates need the user fields: {@code
 * -Dsap.b1.setup=yes} makes them first, with a superuser.
 */
@Tag("live")
class RoundTripLiveTest {
  private final String mark = System.getProperty("sap.b1.mark", "PAS1");

  @Test
  void anItemACustomerAnOrder() throws IOException {
    LiveRuns runs = LiveCompany.runs();
    Assumptions.assumeTrue(
        LiveCompany.given("write").equals("yes"), "no writing: -Dsap.b1.write is not yes");
    if (LiveCompany.given("setup").equals("yes")) {
      try (BusinessOneClient client = BusinessOneClient.of(LiveCompany.settings())) {
        BusinessOneSetup.apply(client, LiveCompany.settings())
            .forEach(field -> System.out.println("made " + field));
      }
    }
    RecordId product = runs.writesProduct(mark, Fields.empty());
    RecordId customer = runs.writesCustomer(mark, Fields.of(Customer.CODE, mark + "C"));
    LocalDate today = LocalDate.now(LiveCompany.settings().zone());
    runs.writesOrder(mark, today, customer, product);
  }
}
